import { lookAgain, type Outcome, runSchedule } from "./run-schedule";
import { graceOf } from "./schedule/steps";
import { writeSchedule } from "./schedule/write";
import { openStage, type Stage } from "./stage";

interface LanesSpec {
  seed: number;
  indexes: readonly number[];
  processes: number;
  /** How many stages run side by side, each with servers and a database of its own. */
  lanes: number;
  patienceSeconds?: number;
  /** Asked before each schedule, with those that have failed so far. */
  mayGoOn(failed: readonly Outcome[]): boolean;
  tell(outcome: Outcome, done: number): void;
}

/** Above what the server does by itself after a crash: it answers what was left unanswered for 5 s, and looks every 5 s. */
const LOOK_AGAIN_AFTER_MS = 11_000;

export async function runLanes({ seed, indexes, processes, lanes, patienceSeconds, mayGoOn, tell }: LanesSpec): Promise<Outcome[]> {
  const left = new Map<number, number[]>();
  for (const index of indexes) left.set(graceOf(index), [...(left.get(graceOf(index)) ?? []), index]);
  const outcomes: Outcome[] = [];
  const failed = () => outcomes.filter((outcome) => outcome.faults.length > 0);

  /** Carries out schedules on one stage, as long as there are some for it. */
  const runStage = async (stage: Stage, queue: number[]) => {
    const own: Outcome[] = [];
    while (mayGoOn(failed())) {
      const index = queue.shift();
      if (index === undefined) break;
      const outcome = await runSchedule(stage, writeSchedule(seed, index, processes), patienceSeconds);
      own.push(outcome);
      outcomes.push(outcome);
      tell(outcome, outcomes.length);
    }
    if (own.length === 0) return;
    await Bun.sleep(LOOK_AGAIN_AFTER_MS);
    for (const outcome of own.filter(({ faults }) => faults.length === 0)) {
      const faults = await lookAgain(stage, outcome);
      if (faults.length === 0) continue;
      outcomes[outcomes.indexOf(outcome)] = { ...outcome, faults };
      tell({ ...outcome, faults }, outcomes.length);
    }
  };

  const runLane = async (_: unknown, lane: number) => {
    const graces = [...left.keys()];
    // The last lane begins with the last kind, so that all kinds run from the start.
    for (const graceSeconds of lane === lanes - 1 ? graces.reverse() : graces) {
      const queue = left.get(graceSeconds) ?? [];
      if (queue.length === 0 || !mayGoOn(failed())) continue;
      const stage = await openStage(processes, graceSeconds);
      try {
        await runStage(stage, queue);
      } finally {
        await stage.stop();
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  return outcomes;
}
