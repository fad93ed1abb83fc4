import { expect, test } from "bun:test";
import { estimateWait } from "./estimate";

test.each([
  [0, 0, 0, 0],
  [0, 50, 600, 0],
  [1, 0, 0, 2],
  [2, 0, 0, 4],
  [3, 4, 600, 6],
  [1, 5, 60, 1],
  [1, 5, 61, 2],
  [2, 5, 90, 3],
  [3, 5, 0, 1],
  [10, 100, 30, 5],
])("place %p, with %p accepts after %p seconds each, waits %p minutes", (position, accepts, meanWaitSeconds, minutes) => {
  expect(estimateWait(position, { accepts, meanWaitSeconds })).toBe(minutes);
});
