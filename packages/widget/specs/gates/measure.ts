import { builtWidget } from "../harness/stage";
import { footprintGates } from "./footprint";
import type { Gate } from "./gate";
import { hostImpactGates } from "./host-impact";
import { sizeGates } from "./sizes";
import { slowDeviceGates } from "./slow-device";
import { visitCostGates } from "./visit-cost";

/** The gates that take the whole processor, one after the other: beside each other they would measure each other. */
async function busyGates(): Promise<Gate[]> {
  const impact = await hostImpactGates();
  const slow = await slowDeviceGates();
  return [...impact, ...slow, ...(await footprintGates())];
}

/** Every gate. The visitor who only looks is at it for a minute, in which the rest is measured. */
export async function measureGates(): Promise<Gate[]> {
  const [sizes, cost, busy] = await Promise.all([builtWidget().then(sizeGates), visitCostGates(), busyGates()]);
  return [...sizes, ...cost, ...busy];
}
