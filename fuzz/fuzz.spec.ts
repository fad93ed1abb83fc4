import { expect, test } from "bun:test";
import { fuzz } from "./fuzz";

test("a thousand requests and frames, most of them wrong, break nothing and leave no row behind", async () => {
  const { sent, faults, checkedRefusals } = await fuzz({ seed: 1, runs: 1000 });
  expect(faults).toEqual([]);
  expect(sent).toBe(1000);
  expect(checkedRefusals).toBeGreaterThan(10);
}, 180_000);
