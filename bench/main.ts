/** `script/bench [scenario...] [--quick] [--rounds N] [--limits relay,each,batched] [--out file] [--profile folder] [--write-docs]` */
import { parseArgs } from "node:util";
import { failuresOf } from "./failures";
import { describeMachine } from "./machine";
import { runBench } from "./run";
import { SCENARIOS } from "./scenarios";
import { isLimitName, LIMITS, type LimitName } from "./stage/limits";
import { textTable } from "./table";
import { writeDocs } from "./write-docs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    limits: { type: "string", default: Object.keys(LIMITS).join(",") },
    out: { type: "string" },
    profile: { type: "string" },
    "write-docs": { type: "boolean", default: false },
  },
});

const limits: LimitName[] = values.limits
  .split(",")
  .filter(Boolean)
  .map((name) => (isLimitName(name) ? name : refuse(`no limit is called ${name}`)));
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
if (!Number.isInteger(rounds) || rounds < 1) refuse("--rounds takes a whole number from 1");
const wanted = positionals.map((name) => SCENARIOS.find((one) => one.name === name) ?? refuse(`no scenario is called ${name}`));
if (values["write-docs"] && (wanted.length > 0 || values.quick)) refuse("the document holds the figures of a whole run");

const machine = describeMachine();
console.log(machine);
if (values.quick) console.log("A smoke: counts are true, times and ratios mean nothing.");
const { sections, database, raw } = await runBench(
  wanted.length > 0 ? wanted : SCENARIOS,
  { isQuick: values.quick, rounds, limits, profileTo: values.profile, tell: (line) => console.error(`  ${line}`) },
  (section) => console.log(`\n${textTable(section)}`),
);

if (database) console.log(`The database was ${database}.`);
if (values.out) await Bun.write(values.out, JSON.stringify({ machine, database, at: new Date().toISOString(), sections, raw }, null, 1));
if (values["write-docs"]) await writeDocs(`${machine}; ${database ?? "no database"}`, sections);
const failures = sections.flatMap(failuresOf);
for (const failure of failures) console.error(failure);
process.exit(failures.length > 0 ? 1 : 0);

function refuse(why: string): never {
  console.error(`${why}; scenarios: ${SCENARIOS.map(({ name }) => name).join(", ")}; limits: ${Object.keys(LIMITS).join(", ")}`);
  process.exit(2);
}
