/**
 * Loaded into a server before anything else (`bun --preload`): its wall clock is off by what CHAOS_CLOCK says, in milliseconds, and jumps
 * when that file changed and SIGUSR2 came. Timers do not feel it, as they do not on a machine whose clock is set.
 */
import { readFileSync } from "node:fs";

const file = process.env.CHAOS_CLOCK;
const RealDate = Date;
let shift = 0;

const readShift = () => {
  if (file) shift = Number(readFileSync(file, "utf8")) || 0;
};
const now = () => RealDate.now() + shift;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: [number]) => (args.length > 0 ? new target(...args) : new target(now())),
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
});
process.on("SIGUSR2", readShift);
readShift();
