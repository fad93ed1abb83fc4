import { readFileSync } from "node:fs";

/** The kernel counts in ticks of 10 ms on every Linux that Bun runs on. */
const MS_PER_TICK = 10;

/** CPU time that a process has used since its start, all threads, in milliseconds. */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may hold anything: what follows it is counted from its end.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Memory that a process holds at this moment, in bytes. */
export function residentBytesOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (!kilobytes) throw new Error(`process ${pid} tells no memory`);
  return Number(kilobytes) * 1024;
}
