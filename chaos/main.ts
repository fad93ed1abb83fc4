/** `bun run chaos [--seed N] [--schedules M] [--processes 1|3] [--schedule K] [--lanes L]`: fails when a schedule ends in what is not promised. */
import { parseArgs } from "node:util";
import { figuresOf, writeIntoDocument } from "./figures";
import { runLanes } from "./lanes";
import { describeOutcome, summarise } from "./report";
import { PATIENCE_SECONDS } from "./run-schedule";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    schedules: { type: "string", default: "100" },
    schedule: { type: "string" },
    processes: { type: "string", default: "1" },
    lanes: { type: "string", default: "4" },
    patience: { type: "string", default: String(PATIENCE_SECONDS) },
    /** Goes on until a fault says this. */
    until: { type: "string" },
    /** Writes the figures into docs/reliability.md. */
    "write-docs": { type: "boolean", default: false },
    "keep-going": { type: "boolean", default: false },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const processes = Number(values.processes);
const indexes =
  values.schedule === undefined
    ? Array.from({ length: Number(values.schedules) }, (_, index) => index)
    : values.schedule.split(",").map(Number);
console.log(`seed ${seed}, ${indexes.length} schedules, ${processes} ${processes === 1 ? "process" : "processes"}`);

const until = values.until === undefined ? null : new RegExp(values.until);
const startedAt = performance.now();
const outcomes = await runLanes({
  seed,
  indexes,
  processes,
  lanes: Math.min(Number(values.lanes), indexes.length),
  patienceSeconds: Number(values.patience),
  mayGoOn: (failed) => (until ? !failed.some(({ faults }) => until.test(faults.join("\n"))) : values["keep-going"] || failed.length === 0),
  tell(outcome, done) {
    if (outcome.faults.length > 0) console.error(describeOutcome(outcome, processes));
    if (done % 50 === 0) console.log(`${done} done in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  },
});
const seconds = (performance.now() - startedAt) / 1000;
console.log(summarise(outcomes, seconds));
if (values["write-docs"]) await writeIntoDocument(`figures ${processes}`, figuresOf(outcomes, { seed, processes, seconds }));
process.exit(outcomes.every((outcome) => outcome.faults.length === 0) ? 0 : 1);
