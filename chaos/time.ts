import type { Clock } from "../packages/widget/src/protocol/connection";

/** How much faster the clients' time runs than ours: a ping of every 25 s comes every 2.5 s. The servers' time is real. */
export const SPEED = 10;

/** Milliseconds of ours for milliseconds of the clients'. */
export const fast = (ms: number): number => ms / SPEED;

/** A client's clock. `jump` sets it, as a device does that wakes up or is told the time; timers do not feel it. */
export interface FastClock extends Clock {
  now(): number;
  jump(ms: number): void;
}

const START = Date.UTC(2026, 0, 1);

export function createFastClock(): FastClock {
  let offset = START;
  return {
    now: () => Math.floor(offset + performance.now() * SPEED),
    after(ms, run) {
      const timer = setTimeout(run, fast(ms));
      return () => clearTimeout(timer);
    },
    jump(ms) {
      offset += ms;
    },
  };
}
