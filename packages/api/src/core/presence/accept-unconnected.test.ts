import { afterAll, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, queueChat, readRows, type TestAgent, testCore, until } from "../../testing";
import { acceptChat, joinSession } from "..";

afterAll(closeTestCores);

const core = await testCore({ agentGraceSeconds: 3600 });

const age = (agent: TestAgent) =>
  readRows(core, `UPDATE agents SET last_active = UTC_TIMESTAMP() - INTERVAL 2 HOUR WHERE id = ${agent.profile.id}`);

test("an agent last seen long ago who accepts without a connection keeps the chat for the grace time from then on", async () => {
  const account = await makeAccount(core);
  // A colleague who left for good shows that the sweep has passed.
  const [agent, witness] = [await makeAgent(account), await makeAgent(account)];
  const lost = await holdChat(account, witness);
  const key = await queueChat(account);
  await age(agent);
  await acceptChat(agent.ctx, { sessionId: key.sessionId });
  await age(witness);

  await until(async () => (await joinSession(account.visitor, lost)).state === "queued");
  await core.deps.background.idle();
  expect((await joinSession(account.visitor, key)).state).toBe("agent");
});
