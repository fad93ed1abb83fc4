import { afterAll, afterEach, expect, setSystemTime, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, readRows, recordEvents, testCore, until } from "../../testing";
import { accountTopic, goOnline, joinSession, listAgents } from "..";
import { sweepPresence } from "./sweep";

afterAll(closeTestCores);
afterEach(() => {
  setSystemTime();
});

test("a process that stood still, or had no database, for longer than a lease lasts renews before it sweeps", async () => {
  const core = await testCore();
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const release = await goOnline(agent.ctx, core.leases);
  const key = await holdChat(account, agent);
  const leases = () =>
    readRows<{ late: number }>(
      core,
      `SELECT expires_at > UTC_TIMESTAMP() + INTERVAL 9 MINUTE late FROM agent_leases WHERE agent_id = ${agent.profile.id}`,
    );

  setSystemTime(new Date(Date.now() + 600_000));
  await until(async () => (await leases()).every((lease) => lease.late === 1));
  await core.deps.background.idle();

  expect(await leases()).toHaveLength(1);
  expect((await listAgents(account.admin, {}))[0]?.isOnline).toBe(true);
  expect((await joinSession(account.visitor, key)).state).toBe("agent");
  release();
});

test("agents whom another process took for dead are online again as soon as theirs renews, unless they left", async () => {
  const [core, other] = [await testCore(), await testCore()];
  const account = await makeAccount(core);
  const [agent, leaver] = [await makeAgent(account), await makeAgent(account)];
  const heard = recordEvents(core, accountTopic(account.admin.actor.accountId));
  const [release, leave] = [await goOnline(agent.ctx, core.leases), await goOnline(leaver.ctx, core.leases)];
  const online = async () => (await listAgents(account.admin, {})).filter((one) => one.isOnline).map((one) => one.id);
  const of = `agent_id IN (${agent.profile.id}, ${leaver.profile.id})`;
  await readRows(core, `UPDATE agent_leases SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE ${of}`);
  await sweepPresence(other.deps);
  expect(await online()).toEqual([]);
  leave();
  await core.deps.background.idle();

  setSystemTime(new Date(Date.now() + 11_000));
  await until(async () => (await online()).length > 0);
  await core.deps.background.idle();
  expect(await online()).toEqual([agent.profile.id]);
  expect(await readRows(core, `SELECT agent_id FROM agent_leases WHERE ${of}`)).toEqual([{ agent_id: agent.profile.id }]);
  expect(heard.at(-1)).toEqual({ type: "agent.presence_changed", agentId: agent.profile.id, isOnline: true });
  release();
});
