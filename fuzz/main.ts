/** `bun run fuzz [--seed N] [--runs M]`: 5,000 requests and frames unless told otherwise. Fails when one of them is answered as none may be. */
import { parseArgs } from "node:util";
import { fuzz } from "./fuzz";
import { isFlat } from "./memory";

const { values } = parseArgs({ options: { seed: { type: "string" }, runs: { type: "string", default: "5000" } } });
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
console.log(`seed ${seed}`);

const report = await fuzz({ seed, runs: Number(values.runs), tell: console.log });
for (const fault of report.faults) console.error(`\n${fault}`);
console.log(
  `\n${report.sent} sent in ${report.seconds} s, ${report.checkedRefusals} refusals with all rows compared, ${report.faults.length} faults`,
);
console.log(`memory: ${report.memory.middle} MiB in the middle third, ${report.memory.last} MiB in the last`);
console.log(report.counts);
process.exit(report.faults.length === 0 && isFlat(report.memory) ? 0 : 1);
