import { type Cursor, type Db, fold, type Pace, readCursors, TAIL_ROWS } from "@chat/db";
import { coalesce } from "../coalesce";
import type { Deps } from "../deps";
import { every } from "../every";

const PACE: Pace = { batchRows: 5_000, keepRows: 200, settleSeconds: 10 };
const LOOK_EVERY_MS = 1_000;

/** Keeps the sums that statistics are read from close behind the rows. */
export interface RollUp {
  /** Adds to the sums what there is now and may be added. */
  forward(): Promise<void>;
  /** Brings the sums so far forward that reading what follows them is quick. */
  shortenTails(): Promise<void>;
  /** Ends what runs after its present batch: the sums are right at any point. */
  stop(): void;
}

export function createRollUp(db: Db, pace = PACE): RollUp {
  let isStopped = false;
  const read = () => readCursors(db, pace.settleSeconds);

  /** Up to what was newest when it began: who writes all the time does not keep it running. */
  async function foldUpTo({ source, newestId }: Cursor): Promise<void> {
    for (let before = Number.NEGATIVE_INFINITY; !isStopped; ) {
      const cursor = (await read()).find((one) => one.source === source);
      // Progress of another process is progress. Less than a batch of it, and what is left is too young.
      if (!cursor || cursor.foldedTo >= newestId || cursor.foldedTo - before < pace.batchRows) return;
      before = cursor.foldedTo;
      await fold(db, cursor, pace);
    }
  }

  // One at a time in this process; several processes take turns at the cursor.
  const forward = coalesce(async (_all: "all") => {
    for (const cursor of await read()) await foldUpTo(cursor);
  });
  return {
    forward: () => forward("all"),
    async shortenTails() {
      if ((await read()).some(({ newestId, foldedTo }) => newestId - foldedTo > TAIL_ROWS)) await forward("all");
    },
    stop() {
      isStopped = true;
    },
  };
}

/** Rolls up in the background. @returns what ends it */
export function keepRollingUp(deps: Pick<Deps, "background">, rollUp: RollUp): () => void {
  const timer = every(deps, LOOK_EVERY_MS, () => rollUp.forward());
  return () => {
    clearInterval(timer);
    rollUp.stop();
  };
}
