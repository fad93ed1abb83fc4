import { expect, test } from "bun:test";
import { createMemoryLimitStore } from "./limits-store";

const open = (limit: number, maxKeys?: number) => createMemoryLimitStore(maxKeys).limiter({ name: "test", limit, windowSeconds: 60 });

test("a budget goes down to nothing, and then is spent", async () => {
  const limiter = open(2);
  const budgets = [await limiter.take("a"), await limiter.take("a"), await limiter.take("a")];
  expect(budgets.map(({ remaining, isSpent }) => [remaining, isSpent])).toEqual([
    [1, false],
    [0, false],
    [0, true],
  ]);
  for (const { limit, resetSeconds } of budgets) expect([limit, resetSeconds]).toEqual([2, 60]);
  expect((await limiter.take("b")).remaining).toBe(1);
});

test("of any number at once as many get through as there are", async () => {
  const limiter = open(10);
  const budgets = await Promise.all(Array.from({ length: 50 }, () => limiter.take("a")));
  expect(budgets.filter((budget) => !budget.isSpent)).toHaveLength(10);
});

test("what is given back can be taken again, and nothing more than was taken", async () => {
  const limiter = open(1);
  await limiter.take("a");
  await limiter.giveBack("a");
  await limiter.giveBack("a");
  await limiter.giveBack("never seen");
  expect((await limiter.take("a")).isSpent).toBe(false);
  expect((await limiter.take("a")).isSpent).toBe(true);
});

test("only so many keys are remembered, the newest", async () => {
  const limiter = open(1, 100);
  for (let key = 0; key < 1000; key++) await limiter.take(`key ${key}`);
  expect((await limiter.take("key 999")).isSpent).toBe(true);
  expect((await limiter.take("key 0")).isSpent).toBe(false);
});

test("two limiters of one store count apart", async () => {
  const store = createMemoryLimitStore();
  const [first, second] = ["first", "second"].map((name) => store.limiter({ name, limit: 1, windowSeconds: 60 }));
  await first?.take("a");
  expect((await second?.take("a"))?.isSpent).toBe(false);
});
