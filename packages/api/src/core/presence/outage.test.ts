import { afterAll, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, readRows, recordEvents, testCore, until } from "../../testing";
import { accountTopic, goOnline, joinSession, listAgents } from "..";
import { sweepPresence } from "./sweep";

afterAll(closeTestCores);

const core = await testCore();

test("a process that stood still, or had no database, for longer than a lease lasts renews before it sweeps", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const release = await goOnline(agent.ctx, core.leases);
  const key = await holdChat(account, agent);
  const heard = recordEvents(core, accountTopic(account.admin.actor.accountId));
  const of = agent.profile.id;

  // As the rows look after a stand-still of ten minutes.
  await readRows(
    core,
    `UPDATE agents JOIN agent_leases ON agent_id = id
      SET last_active = UTC_TIMESTAMP() - INTERVAL 10 MINUTE, expires_at = UTC_TIMESTAMP(3) - INTERVAL 10 MINUTE WHERE id = ${of}`,
  );
  const isRenewed = `expires_at > UTC_TIMESTAMP() + INTERVAL 25 SECOND AND last_active > UTC_TIMESTAMP() - INTERVAL 9 MINUTE`;
  const renewed = () => readRows(core, `SELECT 1 FROM agent_leases JOIN agents ON id = agent_id WHERE agent_id = ${of} AND ${isRenewed}`);
  await until(async () => (await renewed()).length === 1);
  await core.deps.background.idle();

  expect((await listAgents(account.admin, {}))[0]?.isOnline).toBe(true);
  expect((await joinSession(account.visitor, key)).state).toBe("agent");
  expect(heard).toEqual([]);
  release();
});

test("agents whom another process took for dead are online again as soon as theirs looks, unless they left", async () => {
  const other = await testCore();
  const account = await makeAccount(core);
  const [agent, leaver] = [await makeAgent(account), await makeAgent(account)];
  const topic = accountTopic(account.admin.actor.accountId);
  const [heard, heardByOther] = [recordEvents(core, topic), recordEvents(other, topic)];
  const [release, leave] = [await goOnline(agent.ctx, core.leases), await goOnline(leaver.ctx, core.leases)];
  const online = async () => (await listAgents(account.admin, {})).filter((one) => one.isOnline).map((one) => one.id);
  const of = `agent_id IN (${agent.profile.id}, ${leaver.profile.id})`;
  // Again and again: their own process may renew in between, or sweep first.
  await until(async () => {
    await readRows(core, `UPDATE agent_leases SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE ${of}`);
    await sweepPresence(other.deps);
    return heardByOther.some((event) => event.type === "agent.presence_changed" && event.agentId === agent.profile.id);
  });
  leave();
  await core.deps.background.idle();

  await until(async () => (await online()).includes(agent.profile.id));
  await core.deps.background.idle();
  expect(await online()).toEqual([agent.profile.id]);
  expect(await readRows(core, `SELECT agent_id FROM agent_leases WHERE ${of}`)).toEqual([{ agent_id: agent.profile.id }]);
  const ofAgent = heard.filter((event) => event.type === "agent.presence_changed" && event.agentId === agent.profile.id);
  expect(ofAgent.at(-1)).toEqual({ type: "agent.presence_changed", agentId: agent.profile.id, isOnline: true });
  release();
});
