import { readFileSync } from "node:fs";

const PAGE_BYTES = 4096;
const EVERY_MS = 200;

export interface Memory {
  /** Mean resident size, in MiB, of the middle and of the last third of the time since the start. */
  thirds(): { middle: number; last: number };
  stop(): void;
}

/** Watches how much memory a process holds, where `/proc` tells. */
export function watchMemory(pid: number): Memory {
  const samples: number[] = [];
  const take = () => {
    const resident = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    samples.push((resident * PAGE_BYTES) / (1 << 20));
  };
  take();
  const timer = setInterval(take, EVERY_MS);
  const mean = (from: number, to: number) => {
    const part = samples.slice(Math.floor(from * samples.length), Math.max(Math.ceil(to * samples.length), 1));
    return Math.round(part.reduce((sum, sample) => sum + sample, 0) / part.length);
  };
  return {
    thirds: () => ({ middle: mean(1 / 3, 2 / 3), last: mean(2 / 3, 1) }),
    stop: () => clearInterval(timer),
  };
}

/** A quarter more may be the garbage collector's rhythm. */
export const isFlat = ({ middle, last }: { middle: number; last: number }): boolean => last <= middle * 1.25;
