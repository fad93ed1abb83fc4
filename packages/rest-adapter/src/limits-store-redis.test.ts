import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { startTestRedis, type TestRedis } from "@chat/api/testing/redis";
import type { LimitStore } from "./limits-store";
import { openLimitStore } from "./limits-store-open";

let redis: TestRedis;
let stores: LimitStore[] = [];
let lines: string[] = [];
let tests = 0;
let name = "";

beforeAll(async () => {
  redis = await startTestRedis();
});
beforeEach(() => {
  lines = [];
  name = `test ${tests++}`;
});
afterEach(() => {
  for (const store of stores) store.close();
  stores = [];
});
afterAll(() => redis.kill());

/** A limiter as another process would have it: with a connection of its own. */
async function open(limit: number, windowSeconds = 60) {
  const store = await openLimitStore({ redisUrl: redis.url }, (level, message, facts) =>
    lines.push([`${level}: ${message}`, facts?.refusal].filter(Boolean).join(" ")),
  );
  stores.push(store);
  return store.limiter({ name, limit, windowSeconds });
}

/** Asks until it is so. The keys are new each time, and their budgets large: asking changes nothing. */
async function untilShared(first: Awaited<ReturnType<typeof open>>, second: typeof first): Promise<void> {
  for (let key = 0; ; key++) {
    const counts = [(await first.take(`probe ${key}`)).count, (await second.take(`probe ${key}`)).count];
    if (counts.join() === "1,2") return;
    await Bun.sleep(20);
  }
}

test("two stores share a budget", async () => {
  const [first, second] = [await open(2), await open(2)];
  const budgets = [await first.take("a"), await second.take("a"), await first.take("a")];
  expect(budgets.map(({ limit, remaining, isSpent, count }) => [limit, remaining, isSpent, count])).toEqual([
    [2, 1, false, 1],
    [2, 0, false, 2],
    [2, 0, true, 3],
  ]);
  for (const { resetSeconds } of budgets) expect(resetSeconds).toBeWithin(1, 61);
  expect((await second.take("b")).remaining).toBe(1);
  expect(lines).toEqual([]);
});

test("of any number at once as many get through as there are", async () => {
  const limiters = [await open(10), await open(10)];
  const budgets = await Promise.all(Array.from({ length: 60 }, (_, index) => limiters[index % 2]?.take("a")));
  expect(budgets.filter((budget) => budget?.isSpent === false)).toHaveLength(10);
});

test("what one gives back the other can take, and nothing more than was taken", async () => {
  const [first, second] = [await open(1), await open(1)];
  await first.take("a");
  await Promise.all([first.giveBack("a"), second.giveBack("a"), second.giveBack("never seen")]);
  expect((await second.take("a")).isSpent).toBe(false);
  expect((await first.take("a")).isSpent).toBe(true);
  expect((await first.take("never seen")).count).toBe(1);
});

test("a window ends, and what is given back after it is no more to take", async () => {
  const limiter = await open(1, 1);
  await limiter.take("a");
  while ((await limiter.take("a")).isSpent) await Bun.sleep(20);
  const lasting = await open(1);
  await lasting.giveBack("b");
  expect((await lasting.take("b")).count).toBe(1);
});

test("two limiters of one store count apart", async () => {
  const first = await open(1);
  await first.take("a");
  name = `${name}, another`;
  expect((await (await open(1)).take("a")).isSpent).toBe(false);
});

test("while Redis is down each counts alone, and together again when it is back; both are told once", async () => {
  const [first, second] = [await open(3), await open(3)];
  await first.take("a");
  await redis.kill();
  const alone = await Promise.all(Array.from({ length: 10 }, () => first.take("a")));
  expect(alone.filter(({ isSpent }) => !isSpent)).toHaveLength(3);
  expect((await second.take("a")).count).toBe(1);
  await first.giveBack("a");
  await redis.start();
  await untilShared(first, second);
  expect([(await first.take("a")).count, (await second.take("a")).count]).toEqual([1, 2]);
  const of = (level: string) => lines.filter((line) => line.startsWith(level));
  expect([of("warn: Redis cannot be used").length, of("info: Redis is back").length, lines.length]).toEqual([2, 2, 4]);
});

test("a Redis that says nothing is not waited for, and counts again when it speaks", async () => {
  const [first, second] = [await open(3), await open(3)];
  await first.take("a");
  redis.freeze();
  try {
    expect(await Promise.all(["a", "b"].map(async (key) => (await first.take(key)).count))).toEqual([1, 1]);
    const counts: number[] = [];
    for (let time = 0; time < 10; time++) counts.push((await first.take("a")).count);
    expect(counts).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  } finally {
    redis.thaw();
  }
  await untilShared(first, second);
});

test("a process starts without Redis, and shares when it comes", async () => {
  await redis.kill();
  const [first, second] = [await open(2), await open(2)];
  expect([(await first.take("a")).count, (await second.take("a")).count]).toEqual([1, 1]);
  await redis.start();
  await untilShared(first, second);
});

test("a Redis that refuses to count is told of like one that is down", async () => {
  const limiter = await open(2);
  const admin = new Bun.RedisClient(redis.url);
  await admin.send("CONFIG", ["SET", "maxmemory", "1"]);
  const counts = [(await limiter.take("a")).count, (await limiter.take("a")).count, (await limiter.take("a")).count];
  await admin.send("CONFIG", ["SET", "maxmemory", "0"]);
  admin.close();
  expect(counts).toEqual([1, 2, 3]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toEndWith(" OOM");
});
