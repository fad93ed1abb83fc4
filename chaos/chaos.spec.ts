import { afterAll, beforeAll, expect, test } from "bun:test";
import { describeOutcome } from "./report";
import { runSchedule } from "./run-schedule";
import { graceOf } from "./schedule/steps";
import { writeSchedule } from "./schedule/write";
import { openStage, type Stage } from "./stage";

const SEED = 20_261_122;
const SCHEDULES = [0, 1, 2, 4, 5, 6];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(1, graceOf(0));
}, 60_000);
afterAll(() => stage.stop());

test("the same seed and index write the same schedule, whatever was written before", () => {
  const alone = writeSchedule(SEED, 17, 3).steps;
  for (let index = 0; index < 17; index++) writeSchedule(SEED, index, 3);
  expect(writeSchedule(SEED, 17, 3).steps).toEqual(alone);
  expect(writeSchedule(SEED, 18, 3).steps).not.toEqual(alone);
  expect(writeSchedule(SEED + 1, 17, 3).steps).not.toEqual(alone);
});

test.each(SCHEDULES)(
  "visitors, agents and rows hold the same after schedule %d",
  async (index) => {
    const outcome = await runSchedule(stage, writeSchedule(SEED, index, 1));
    if (outcome.faults.length > 0) throw new Error(describeOutcome(outcome, 1));
    expect(outcome.stored).toBeGreaterThan(0);
  },
  60_000,
);
