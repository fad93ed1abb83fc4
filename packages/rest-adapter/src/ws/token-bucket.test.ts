import { expect, test } from "bun:test";
import { type BucketSize, takeToken, waitForToken } from "./token-bucket";

/** Takes tokens at that instant until it has to wait. */
function drain(size: BucketSize, fullAt: number, now: number) {
  let taken = 0;
  for (; waitForToken(size, fullAt, now) === 0; taken++) fullAt = takeToken(size, fullAt, now);
  return { taken, fullAt, waitMs: waitForToken(size, fullAt, now) };
}

test("a burst goes at once, and what follows waits for a token's time", () => {
  const { taken, waitMs } = drain({ burst: 3, perSecond: 10 }, 0, 5_000);
  expect({ taken, waitMs }).toEqual({ taken: 3, waitMs: 100 });
});

test("tokens come back while time passes, one after the other", () => {
  const size = { burst: 3, perSecond: 10 };
  const { fullAt } = drain(size, 0, 5_000);
  expect(waitForToken(size, fullAt, 5_060)).toBe(40);
  expect(drain(size, fullAt, 5_099).taken).toBe(0);
  expect(drain(size, fullAt, 5_100).taken).toBe(1);
  expect(drain(size, fullAt, 5_250).taken).toBe(2);
});

test("a pause gives no second burst", () => {
  const size = { burst: 5, perSecond: 20 };
  const { fullAt } = drain(size, 0, 5_000);
  expect(drain(size, fullAt, 60_000).taken).toBe(5);
  expect(drain(size, takeToken(size, 0, 5_000), 5_001).taken).toBe(4);
});
