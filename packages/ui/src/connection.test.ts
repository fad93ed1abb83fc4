import { expect, test } from "bun:test";
import { retryDelayMs } from "./connection";

test("the first retry is prompt and later ones wait longer, up to a bound", () => {
  const delays = [0, 1, 2, 3, 4, 5, 20].map((attempt) => retryDelayMs(attempt, () => 0));
  expect(delays).toEqual([0, 800, 1600, 3200, 6400, 8000, 8000]);
});

test("jitter only shortens the wait", () => {
  expect(retryDelayMs(20, () => 1)).toBe(4800);
});
