import { afterAll, expect, test } from "bun:test";
import type { ChatEvent } from "../../contract";
import {
  closeTestCores,
  gate,
  makeAccount,
  makeAgent,
  queueChat,
  readRows,
  recordEvents,
  type TestAccount,
  testCore,
  until,
} from "../../testing";
import { acceptChat, createContext, createWidget, listQueue, sessionTopic, showAccountQueueStats, showQueue, showQueuePlace } from "..";
import { QUEUES } from "../bus";
import { otherProcess } from "./testing";

afterAll(closeTestCores);

const core = await testCore();
const WAITING = 10_000;

/** Written as an import would: by SQL, a second apart, the newest a minute ago. */
async function fillQueue(siteKey: string, prefix: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `${prefix}_${String(index).padStart(8, "0")}`);
  for (let start = 0; start < count; start += 2_000) {
    const rows = ids
      .slice(start, start + 2_000)
      .map((id, index) => `('${id}', '${siteKey}', 'waiting', 0, UTC_TIMESTAMP() - INTERVAL ${60 + count - start - index} SECOND)`);
    await readRows(core, `INSERT INTO sessions (session_id, site_key, status, ai_mode, escalated_at) VALUES ${rows.join(",")}`);
  }
  return ids;
}

const desk = async (account: TestAccount) => {
  const agent = await makeAgent(account);
  const other = otherProcess(core);
  return { other, agent: createContext(other.deps, agent.ctx.actor), visitor: createContext(other.deps, account.visitor.actor) };
};

test("one accept before 10,000 who wait costs a few statements, tells each its place, and holds up nothing meanwhile", async () => {
  const account = await makeAccount(core);
  const { siteKey } = account.widget;
  const { other, agent, visitor } = await desk(account);
  const ids = await fillQueue(siteKey, account.username, WAITING);
  const [front, ...behind] = ids as [string, ...string[]];
  const told = new Map<string, number[]>(behind.map((id) => [id, []]));
  for (const [id, places] of told) {
    other.deps.bus.subscribe(sessionTopic(id), (event) => event.type === "queue.moved" && places.push(event.position));
  }
  await showQueuePlace(visitor, { siteKey, sessionId: front });

  const before = other.statements();
  const accepting = acceptChat(agent, { sessionId: front });
  let turns = 0;
  let toldAtOnceMax = 0;
  let toldBefore = 0;
  const countTold = () => told.values().reduce((sum, places) => sum + places.length, 0);
  while (countTold() < behind.length) {
    await new Promise((resolve) => setImmediate(resolve));
    if (countTold() > 0) turns++;
    toldAtOnceMax = Math.max(toldAtOnceMax, countTold() - toldBefore);
    toldBefore = countTold();
  }
  await accepting;
  await other.deps.background.idle();
  expect([...told.values()]).toEqual(behind.map((_, index) => [index + 1]));
  expect(toldAtOnceMax).toBeLessThanOrEqual(WAITING / 4);
  expect(turns).toBeGreaterThan(10);
  // Session, presence, move, assignment, version, history; then version and waits for the places, and at most one reading of the line.
  expect(other.statements() - before).toBeLessThanOrEqual(9);
}, 30_000);

test("a change that was committed a moment before it is heard of costs no reading of a long line", async () => {
  const account = await makeAccount(core);
  const { siteKey } = account.widget;
  const { other, visitor } = await desk(account);
  const ids = await fillQueue(siteKey, account.username, 1_000);
  const [front = "", second = ""] = ids;
  await showQueuePlace(visitor, { siteKey, sessionId: second });
  const changes = recordEvents(core, QUEUES);
  await acceptChat((await makeAgent(account)).ctx, { sessionId: front });

  const before = other.statements();
  const version = gate();
  other.hold(2, version.opened);
  const place = showQueuePlace(visitor, { siteKey, sessionId: second });
  await until(() => other.held() === 1);
  version.open();
  setImmediate(() => setImmediate(() => other.deps.bus.publish(QUEUES, changes[0] as ChatEvent)));
  expect((await place).position).toBe(1);
  await other.deps.background.idle();
  // The session, the version, the waits; the version once more to tell the places.
  expect(other.statements() - before).toBe(4);
});

test("fifty agents who hear of one change cost one reading, and get the very same list", async () => {
  const account = await makeAccount(core);
  const { other, agent } = await desk(account);
  await queueChat(account);
  const agents = Array.from({ length: 50 }, () => createContext(other.deps, agent.actor));
  const before = other.statements();
  const pages = await Promise.all(agents.map((ctx) => showQueue(ctx, {})));
  expect(new Set(pages).size).toBe(1);
  expect(pages[0]?.total).toBe(1);
  // Versions of the account's queues, their lines, the rows shown.
  expect(other.statements() - before).toBe(3);

  const numbers = await Promise.all(agents.map((ctx) => showAccountQueueStats(ctx, {})));
  expect(new Set(numbers).size).toBe(1);
  // Versions, agents online, waits: the line is known.
  expect(other.statements() - before).toBe(6);
});

test("agents see the hundred who wait longest over all widgets, how many wait in all, and by pages the rest", async () => {
  const account = await makeAccount(core);
  const second = await createWidget(account.admin, { businessName: "Second" });
  const one = await fillQueue(account.widget.siteKey, `${account.username}a`, 130);
  const two = await fillQueue(second.siteKey, `${account.username}b`, 120);
  const { agent } = await desk(account);
  const { sessions, total } = await showQueue(agent, {});
  expect([sessions.length, total]).toEqual([100, 250]);
  const rest = [...(await listQueue(agent, { page: 2 })), ...(await listQueue(agent, { page: "3", limit: "100" }))];
  const all = [...sessions, ...rest];
  expect(all.map(({ escalatedAt }) => escalatedAt)).toEqual(all.map(({ escalatedAt }) => escalatedAt).toSorted());
  for (const [siteKey, ids] of [
    [account.widget.siteKey, one],
    [second.siteKey, two],
  ] as const) {
    const ofWidget = all.filter((session) => session.siteKey === siteKey);
    expect(ofWidget.map(({ sessionId }) => sessionId)).toEqual(ids);
    expect(ofWidget.map(({ position }) => position)).toEqual(ids.map((_, index) => index + 1));
  }
  expect((await listQueue(agent, { page: 13, limit: 20 })).map(({ sessionId }) => sessionId)).toEqual(
    all.slice(240).map((session) => session.sessionId),
  );
  expect(await listQueue(agent, { page: 4 })).toEqual([]);
  for (const [input, message] of [
    [{ page: 0 }, "Page must be at least 1"],
    [{ limit: 101 }, "Limit must be at most 100"],
  ] as const) {
    await expect(listQueue(agent, input)).rejects.toMatchObject({ message: expect.stringContaining(message) });
  }
});
