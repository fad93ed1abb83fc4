import { cpuMsOf } from "../stage/process";
import { percentile } from "../summary";
import type { Job, Latency, PhaseResult } from "./job";

/** Where counts and CPU times stand at one instant. */
export interface Reading {
  at: number;
  done: number;
  cpu: PhaseResult["cpuMs"];
}

export const readNow = (pids: Job["pids"], done: number): Reading => ({
  at: performance.now(),
  done,
  cpu: { server: cpuMsOf(pids.server), database: cpuMsOf(pids.database), driver: cpuMsOf(process.pid) },
});

export const between = (start: Reading, end: Reading) => ({
  messages: end.done - start.done,
  seconds: (end.at - start.at) / 1000,
  cpuMs: {
    server: end.cpu.server - start.cpu.server,
    database: end.cpu.database - start.cpu.database,
    driver: end.cpu.driver - start.cpu.driver,
  },
});

/** @returns null when nothing was measured: as JSON, NaN would become a number again in whoever reads it */
export function latencyOf(values: readonly number[]): Latency | null {
  if (values.length === 0) return null;
  const ascending = Float64Array.from(values).sort();
  const at = (share: number) => percentile(ascending, share);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
