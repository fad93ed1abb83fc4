import { cpus, release, totalmem } from "node:os";

export const describeMachine = () =>
  `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Bun ${Bun.version}`;

/** Open files that a process may have: one socket takes one, at each end. */
export function openFilesMax(): number {
  const { stdout } = Bun.spawnSync(["sh", "-c", "ulimit -n"]);
  const text = stdout.toString().trim();
  return text === "unlimited" ? Number.POSITIVE_INFINITY : Number(text);
}
