import { type Outcome, runSchedule } from "./run-schedule";
import { writeSchedule } from "./schedule/write";
import { openStage } from "./stage";

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

export async function runLanes({ seed, indexes, processes, lanes, patienceSeconds, mayGoOn, tell }: LanesSpec): Promise<Outcome[]> {
  const left = [...indexes];
  const outcomes: Outcome[] = [];
  const failed = () => outcomes.filter((outcome) => outcome.faults.length > 0);

  const runLane = async () => {
    const stage = await openStage(processes);
    try {
      for (let index = left.shift(); index !== undefined && mayGoOn(failed()); index = left.shift()) {
        const outcome = await runSchedule(stage, writeSchedule(seed, index, processes), patienceSeconds);
        outcomes.push(outcome);
        tell(outcome, outcomes.length);
      }
    } finally {
      await stage.stop();
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  return outcomes;
}
