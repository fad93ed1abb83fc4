import { expect, test } from "bun:test";
import { estimateWait } from "./estimate";

const measured = (accepts: number, meanWaitSeconds: number) => ({ accepts, meanWaitSeconds });

test.each([
  [0, measured(0, 0), 0],
  [0, measured(50, 600), 0],
  [1, measured(0, 0), 2],
  [2, measured(0, 0), 4],
  [3, measured(4, 600), 6],
  [1, measured(5, 60), 1],
  [1, measured(5, 61), 2],
  [2, measured(5, 90), 3],
  [3, measured(5, 0), 1],
  [10, measured(100, 30), 5],
])("place %p with %p measured waits %p minutes", (position, accepts, minutes) => {
  expect(estimateWait(position, accepts)).toBe(minutes);
});
