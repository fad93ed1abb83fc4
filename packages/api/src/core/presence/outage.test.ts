import { afterAll, afterEach, expect, setSystemTime, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, readRows, testCore, until } from "../../testing";
import { goOnline, joinSession, listAgents } from "..";

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
