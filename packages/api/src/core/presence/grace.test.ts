import { afterAll, describe, expect, test } from "bun:test";
import {
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  queueChat,
  readRows,
  recordEvents,
  type TestAgent,
  testCore,
  until,
} from "../../testing";
import { acceptChat, agentTopic, goOnline, joinSession, sendAgentMessage, sessionTopic, showQueuePlace } from "..";

afterAll(closeTestCores);

const core = await testCore({ agentGraceSeconds: 1 });

/** Seconds since the agent was seen last, as far as its row says. */
const age = (agent: TestAgent, seconds: number) =>
  readRows(core, `UPDATE agents SET last_active = UTC_TIMESTAMP() - INTERVAL ${seconds} SECOND WHERE id = ${agent.profile.id}`);

const stateOf = async (account: Awaited<ReturnType<typeof makeAccount>>, key: { siteKey: string; sessionId: string }) =>
  (await joinSession(account.visitor, key)).state;

describe("an agent who left for longer than the grace time", () => {
  test("loses its chats to the place they had, and the visitor is told", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const release = await goOnline(agent.ctx, core.leases);
    const [first, second] = [await queueChat(account), await queueChat(account)];
    await acceptChat(agent.ctx, first);
    await core.deps.background.idle();
    const heard = recordEvents(core, sessionTopic(first.sessionId));
    const heardBehind = recordEvents(core, sessionTopic(second.sessionId));
    const heardByAgent = recordEvents(core, agentTopic(agent.profile.id));
    release();
    await until(async () => (await stateOf(account, first)) === "queued");
    await core.deps.background.idle();

    expect(heard.map((event) => event.type)).toEqual(["session.requeued", "queue.moved"]);
    expect(heardByAgent.map((event) => event.type)).toEqual(["session.requeued"]);
    expect(heardBehind).toMatchObject([{ type: "queue.moved", position: 2 }]);
    expect((await showQueuePlace(account.visitor, first)).position).toBe(1);
    expect((await showQueuePlace(account.visitor, second)).position).toBe(2);
    await expect(sendAgentMessage(agent.ctx, { ...first, text: "I'm back" })).rejects.toMatchObject({ reason: "SESSION_NOT_YOURS" });
  });

  test("loses a chat that it accepted without any connection", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const key = await holdChat(account, agent);
    await until(async () => (await stateOf(account, key)) === "queued");
  });

  test("does not take a colleague's chats along", async () => {
    const account = await makeAccount(core);
    const [gone, here] = [await makeAgent(account), await makeAgent(account)];
    const release = await goOnline(here.ctx, core.leases);
    const [lost, kept] = [await holdChat(account, gone), await holdChat(account, here)];
    await age(here, 30);
    await until(async () => (await stateOf(account, lost)) === "queued");
    expect(await stateOf(account, kept)).toBe("agent");
    release();
  });
});

describe("an agent who comes back within the grace time", () => {
  test("keeps its chats", async () => {
    const patient = await testCore({ agentGraceSeconds: 3600 });
    const account = await makeAccount(patient);
    const agent = await makeAgent(account);
    const release = await goOnline(agent.ctx, patient.leases);
    // The row of a colleague who left for good shows that the sweep has passed.
    const witness = await makeAgent(account);
    const [key, lost] = [await holdChat(account, agent), await holdChat(account, witness)];
    release();
    await patient.deps.background.idle();
    const again = await goOnline(agent.ctx, patient.leases);
    await age(witness, 7200);
    await until(async () => (await stateOf(account, lost)) === "queued");
    expect(await stateOf(account, key)).toBe("agent");
    await sendAgentMessage(agent.ctx, { ...key, text: "I'm back" });
    again();
  });
});
