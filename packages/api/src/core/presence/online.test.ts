import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, makeAgent, readRows, recordEvents, testCore, until } from "../../testing";
import { accountTopic, goOnline, listAgents } from "..";
import { sweepPresence } from "./sweep";

afterAll(closeTestCores);

const core = await testCore();

async function onlineFlag(account: Awaited<ReturnType<typeof makeAccount>>) {
  return (await listAgents(account.admin, {}))[0]?.isOnline;
}

const leasesOf = (agentId: number) =>
  readRows<{ connection_id: string }>(core, `SELECT connection_id FROM agent_leases WHERE agent_id = ${agentId}`);

describe("an agent", () => {
  test("is online while one of its two connections is open", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const heard = recordEvents(core, accountTopic(account.admin.actor.accountId));
    const [first, second] = [await goOnline(agent.ctx, core.leases), await goOnline(agent.ctx, core.leases)];
    expect(await onlineFlag(account)).toBe(true);
    first();
    await core.deps.background.idle();
    expect(await onlineFlag(account)).toBe(true);
    second();
    await core.deps.background.idle();
    expect(await onlineFlag(account)).toBe(false);
    const { id: agentId } = agent.profile;
    expect(heard).toEqual([
      { type: "agent.presence_changed", agentId, isOnline: true },
      { type: "agent.presence_changed", agentId, isOnline: false },
    ]);
  });

  test("who ends a connection twice ends it once", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const [first] = [await goOnline(agent.ctx, core.leases), await goOnline(agent.ctx, core.leases)];
    first();
    first();
    await core.deps.background.idle();
    expect(await leasesOf(agent.profile.id)).toHaveLength(1);
    expect(await onlineFlag(account)).toBe(true);
  });

  test("who reconnects as the old connection ends is online in the end, however close the race", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    let release = await goOnline(agent.ctx, core.leases);
    for (let round = 0; round < 20; round++) {
      release();
      release = await goOnline(agent.ctx, core.leases);
      await core.deps.background.idle();
      expect(await onlineFlag(account)).toBe(true);
    }
    release();
  });

  test("is told to its own account alone", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const heard = recordEvents(core, accountTopic(other.admin.actor.accountId));
    const release = await goOnline((await makeAgent(account)).ctx, core.leases);
    release();
    await core.deps.background.idle();
    expect(heard).toEqual([]);
  });
});

describe("what a dead process left behind", () => {
  test("a lease that ran out is swept, and its agent taken offline and told once", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const { id: agentId } = agent.profile;
    const heard = recordEvents(core, accountTopic(account.admin.actor.accountId));
    await readRows(core, `INSERT INTO agent_leases VALUES ('ghost_${agentId}', ${agentId}, UTC_TIMESTAMP(3) - INTERVAL 1 SECOND)`);
    await readRows(core, `UPDATE agents SET is_online = TRUE WHERE id = ${agentId}`);
    await Promise.all([sweepPresence(core.deps), sweepPresence(core.deps), sweepPresence(core.deps)]);
    expect(await leasesOf(agentId)).toEqual([]);
    expect(await onlineFlag(account)).toBe(false);
    expect(heard).toEqual([{ type: "agent.presence_changed", agentId, isOnline: false }]);
  });

  test("a lease in force is left alone", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const { id: agentId } = agent.profile;
    await readRows(core, `INSERT INTO agent_leases VALUES ('alive_${agentId}', ${agentId}, UTC_TIMESTAMP(3) + INTERVAL 20 SECOND)`);
    await readRows(core, `UPDATE agents SET is_online = TRUE WHERE id = ${agentId}`);
    await sweepPresence(core.deps);
    expect(await onlineFlag(account)).toBe(true);
    expect(await leasesOf(agentId)).toHaveLength(1);
  });

  test("is swept without being asked", async () => {
    const account = await makeAccount(core);
    const { id: agentId } = (await makeAgent(account)).profile;
    await readRows(core, `UPDATE agents SET is_online = TRUE WHERE id = ${agentId}`);
    await until(async () => (await onlineFlag(account)) === false);
  });
});

test("a process that stops gives up its leases, so that no one waits for them to run out", async () => {
  const own = await testCore();
  const account = await makeAccount(own);
  const agent = await makeAgent(account);
  await goOnline(agent.ctx, own.leases);
  await own.close();
  expect(await leasesOf(agent.profile.id)).toEqual([]);
});
