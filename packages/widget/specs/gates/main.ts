/** Prints the widget's figures beside those of others, and each gate with its limit. Fails when a gate does. */
import { gatesTable, holds } from "./gate";
import { measureGates } from "./measure";
import { rivalsTable } from "./rivals";

const gates = await measureGates();
const held = gates.filter(holds).length;
console.log(`${rivalsTable(gates)}\n\n${gatesTable(gates)}\n`);
// As `bun test` closes, so that script/test counts them.
console.log(` ${held} pass\n ${gates.length - held} fail`);
process.exit(held === gates.length ? 0 : 1);
