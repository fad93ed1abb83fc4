import { type Cursor, type Db, fold, type Pace, readCursors } from "@chat/db";
import { coalesce } from "../coalesce";
import type { Deps } from "../deps";
import { every } from "../every";

const PACE: Pace = { batchRows: 5_000, keepRows: 200, settleSeconds: 10 };
const LOOK_EVERY_MS = 1_000;
/** Asking reads so many rows itself. Beyond it brings the sums forward first, which serves all who ask after it. */
const TAIL_ROWS = 5_000;

/** Keeps the sums that statistics are read from close behind the rows. */
export interface RollUp {
  /** Adds to the sums what may be added. */
  forward(): Promise<void>;
  /** Brings the sums so far forward that reading what follows them is quick. */
  shortenTails(): Promise<void>;
}

export function createRollUp(db: Db, pace = PACE): RollUp {
  // One at a time in this process; several processes take turns at the cursor.
  const forward = coalesce((): Promise<void> => foldAll(db, pace));
  return {
    forward: () => forward("all"),
    async shortenTails() {
      const cursors = await readCursors(db, pace.settleSeconds);
      if (cursors.some((cursor) => tailOf(cursor) > TAIL_ROWS)) await forward("all");
    },
  };
}

const tailOf = ({ newestId, foldedTo }: Cursor): number => newestId - foldedTo;

async function foldAll(db: Db, pace: Pace): Promise<void> {
  for (let moved = 1; moved > 0; ) {
    moved = 0;
    for (const cursor of await readCursors(db, pace.settleSeconds)) if (tailOf(cursor) > 0) moved += await fold(db, cursor, pace);
  }
}

/** Rolls up in the background. @returns the timer, to be cleared at the end */
export const keepRollingUp = (deps: Pick<Deps, "background">, rollUp: RollUp) => every(deps, LOOK_EVERY_MS, () => rollUp.forward());
