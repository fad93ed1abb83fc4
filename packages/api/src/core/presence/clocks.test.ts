import { afterAll, afterEach, expect, setSystemTime, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, readRows, recordEvents, testCore } from "../../testing";
import { accountTopic, goOnline, joinSession, showQueueStats } from "..";
import { sweepPresence } from "./sweep";

afterAll(closeTestCores);
afterEach(() => {
  setSystemTime();
});

const HOUR_MS = 3_600_000;
const setClock = (skewMs: number) => setSystemTime(new Date(Date.now() + skewMs));

const [core, other] = [await testCore(), await testCore()];
// They look after no leases by themselves: only what a test does happens.
await Promise.all([core.leases.stop(), other.leases.stop()]);

test.each([
  ["ahead of", HOUR_MS],
  ["behind", -HOUR_MS],
])("a process whose clock is an hour %s the others' takes nobody for gone", async (_where, skewMs) => {
  const account = await makeAccount(core);
  const [connected, unconnected] = [await makeAgent(account), await makeAgent(account)];
  const release = await goOnline(connected.ctx, core.leases);
  const chats = [await holdChat(account, connected), await holdChat(account, unconnected)];
  const heard = recordEvents(other, accountTopic(account.admin.actor.accountId));

  setClock(skewMs);
  await sweepPresence(other.deps);

  expect(heard).toEqual([]);
  expect(await showQueueStats(account.admin, account.widget)).toMatchObject({ availableAgents: 1 });
  for (const chat of chats) expect((await joinSession(account.visitor, chat)).state).toBe("agent");
  release();
  await core.deps.background.idle();
});

test.each([
  ["ahead of", HOUR_MS],
  ["behind", -HOUR_MS],
])("agents of a process whose clock is an hour %s the others' come, accept and go as all do", async (_where, skewMs) => {
  const account = await makeAccount(core);
  const [connected, unconnected, leaver] = [await makeAgent(account), await makeAgent(account), await makeAgent(account)];

  setClock(skewMs);
  const release = await goOnline(connected.ctx, core.leases);
  const leave = await goOnline(leaver.ctx, core.leases);
  const chats = [await holdChat(account, connected), await holdChat(account, unconnected), await holdChat(account, leaver)];
  leave();
  await core.deps.background.idle();
  setSystemTime();
  const heard = recordEvents(other, accountTopic(account.admin.actor.accountId));
  await sweepPresence(other.deps);

  expect(heard).toEqual([]);
  for (const chat of chats) expect((await joinSession(account.visitor, chat)).state).toBe("agent");
  const ids = [connected, unconnected, leaver].map((agent) => agent.profile.id).join();
  const isNow = "ABS(TIMESTAMPDIFF(SECOND, last_active, UTC_TIMESTAMP())) < 30";
  expect(await readRows(core, `SELECT ${isNow} isNow FROM agents WHERE id IN (${ids})`)).toEqual([
    { isNow: 1 },
    { isNow: 1 },
    { isNow: 1 },
  ]);
  release();
  await core.deps.background.idle();
});
