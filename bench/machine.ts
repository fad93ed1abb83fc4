import { cpus, release, totalmem } from "node:os";

export const describeMachine = () =>
  `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Bun ${Bun.version}`;

/** Open files that a process may have: one socket takes one, at each end. */
export function openFilesMax(): number {
  const { stdout } = Bun.spawnSync(["sh", "-c", "ulimit -n"]);
  const text = stdout.toString().trim();
  return text === "unlimited" ? Number.POSITIVE_INFINITY : Number(text);
}

const LOOK_MS = 500;

/** Share of all cores, from 0 to 1, that is taken while nothing is measured: what others do on this machine. */
export async function busyShare(): Promise<number> {
  const before = cpuTimes();
  await Bun.sleep(LOOK_MS);
  const after = cpuTimes();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

function cpuTimes(): { idle: number; all: number } {
  const times = cpus().map((core) => core.times);
  return {
    idle: times.reduce((sum, { idle }) => sum + idle, 0),
    all: times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0),
  };
}
