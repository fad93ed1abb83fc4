import { expect, test } from "bun:test";
import { TokenBucket } from "./token-bucket";

test("a burst goes at once, and what follows waits for a token's time at most", () => {
  const bucket = new TokenBucket({ burst: 3, perSecond: 10 });
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0]);
  const waitMs = bucket.take();
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(100);
});

test("tokens come back while time passes, one after the other", async () => {
  const bucket = new TokenBucket({ burst: 1, perSecond: 50 });
  const began = performance.now();
  for (let frame = 0; frame < 6; frame++) for (let waitMs = bucket.take(); waitMs > 0; waitMs = bucket.take()) await Bun.sleep(waitMs);
  expect(performance.now() - began).toBeGreaterThanOrEqual(95);
});

test("a pause gives no second burst", async () => {
  const bucket = new TokenBucket({ burst: 5, perSecond: 20 });
  bucket.take();
  await Bun.sleep(300);
  let taken = 0;
  while (bucket.take() === 0) taken += 1;
  expect(taken).toBeLessThanOrEqual(6);
});
