import type { Db } from "../client";
import { areEmpty, type Cursor, type Hole, listIdsAfter, type Source } from "./cursor";

export interface Pace {
  /** Rows folded in one transaction, at most. */
  batchRows: number;
  /** How many of the newest rows stay out of the sums until they have settled, since asking reads so few in no time. */
  keepRows: number;
  /** How long after an id was seen what is missing below it is taken for never inserted, unless it is being inserted. */
  settleSeconds: number;
}

/**
 * How far the cursor may move: past every row that has settled, and past newer ones while more than `keepRows` follow and no
 * id is missing before them.
 * @returns the id of the last row to fold, or `foldedTo` when there is none
 */
export async function planFold(db: Db, cursor: Cursor, { batchRows, keepRows }: Pace): Promise<number> {
  const { source, foldedTo, settledTo, newestId } = cursor;
  const holes: Hole[] = [];
  let last = foldedTo;
  for (const id of await listIdsAfter(db, cursor, batchRows)) {
    const isSettled = id <= settledTo;
    if (!isSettled && id > newestId - keepRows) break;
    if (id > last + 1) {
      if (!isSettled) break;
      holes.push({ after: last, before: id });
    }
    last = id;
  }
  return (await firstTaken(db, source, holes))?.after ?? last;
}

/** The first hole into which a row is being inserted. */
async function firstTaken(db: Db, source: Source, holes: readonly Hole[]): Promise<Hole | undefined> {
  if (holes.length === 0 || (await areEmpty(db, source, holes))) return undefined;
  for (const hole of holes) if (!(await areEmpty(db, source, [hole]))) return hole;
  return undefined;
}
