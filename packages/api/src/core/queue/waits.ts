import { type Db, type MeasuredAccepts, measureAccepts } from "@chat/db";
import type { Line } from "./line";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How the accepts of the last day went, measured once for each reading of a line and minute. */
export interface Waits {
  of(line: Line): Promise<MeasuredAccepts>;
  ofAll(lines: readonly Line[]): Promise<MeasuredAccepts>;
}

export function createWaits(db: Db, now: () => Date): Waits {
  const measured = new WeakMap<Line, { since: number; accepts: Promise<MeasuredAccepts> }>();

  function of(line: Line): Promise<MeasuredAccepts> {
    // The day begins with a whole minute, so that several processes measure the same.
    const since = Math.floor(now().getTime() / MINUTE_MS) * MINUTE_MS - DAY_MS;
    const known = measured.get(line);
    if (known?.since === since) return known.accepts;
    const accepts = measureAccepts(db, line.siteKey, new Date(since));
    measured.set(line, { since, accepts });
    accepts.catch(() => measured.delete(line));
    return accepts;
  }

  return {
    of,
    async ofAll(lines) {
      const all = await Promise.all(lines.map(of));
      const accepts = all.reduce((sum, one) => sum + one.accepts, 0);
      const seconds = all.reduce((sum, one) => sum + one.accepts * one.meanWaitSeconds, 0);
      return { accepts, meanWaitSeconds: accepts === 0 ? 0 : seconds / accepts };
    },
  };
}
