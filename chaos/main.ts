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
/** @throws Error when it is not a whole number from `least` on */
function whole(name: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new Error(`--${name} must be a whole number from ${least} on, not ${text}`);
  return Number(text);
}

const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : whole("seed", values.seed, 0);
const processes = whole("processes", values.processes, 1);
const lanes = whole("lanes", values.lanes, 1);
const indexes =
  values.schedule === undefined
    ? Array.from({ length: whole("schedules", values.schedules, 1) }, (_, index) => index)
    : values.schedule.split(",").map((text) => whole("schedule", text, 0));
console.log(`seed ${seed}, ${indexes.length} schedules, ${processes} ${processes === 1 ? "process" : "processes"}`);

const until = values.until === undefined ? null : new RegExp(values.until);
const startedAt = performance.now();
const outcomes = await runLanes({
  seed,
  indexes,
  processes,
  lanes: Math.min(lanes, indexes.length),
  patienceSeconds: whole("patience", values.patience, 1),
  mayGoOn: (failed) => (until ? !failed.some(({ faults }) => until.test(faults.join("\n"))) : values["keep-going"] || failed.length === 0),
  tell(outcome, done) {
    if (outcome.faults.length > 0) console.error(describeOutcome(outcome, processes));
    if (done % 50 === 0) console.log(`${done} done in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  },
});
const seconds = (performance.now() - startedAt) / 1000;
console.log(summarise(outcomes, seconds));
const isGreen = outcomes.length === indexes.length && outcomes.every((outcome) => outcome.faults.length === 0);
if (values["write-docs"] && !isGreen)
  console.error("The figures are not written: not every schedule was carried out and ended as promised.");
else if (values["write-docs"]) await writeIntoDocument(`figures ${processes}`, figuresOf(outcomes, { seed, processes, seconds }));
process.exit(isGreen ? 0 : 1);
