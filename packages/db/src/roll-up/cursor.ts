import { sql } from "drizzle-orm";
import type { Db, DbOrTx } from "../client";
import { isLockedElsewhere } from "../errors";
import { assignments, messages, ratings, rollupCursors, sessions } from "../schema";
import { rowsOf } from "./statements";

/** A table whose rows are rolled up in the order of their ids. */
export type Source = "messages" | "sessions" | "assignments" | "ratings";

const TABLES = { messages, sessions, assignments, ratings };

export const SOURCES = Object.keys(TABLES) as Source[];

export interface Cursor {
  source: Source;
  /** Rows up to this id are in the sums. */
  foldedTo: number;
  /** Ids up to here were given out at least `settleSeconds` ago. */
  settledTo: number;
  /** The highest id there is. */
  newestId: number;
  /** Whether `settledTo` may be moved on. */
  isDue: boolean;
}

const newestOf = (source: Source) => sql`(SELECT MAX(id) FROM ${TABLES[source]})`;

/** Where each table has been rolled up to, and how far it goes. @param settleSeconds see `settle` */
export async function readCursors(db: DbOrTx, settleSeconds: number): Promise<Cursor[]> {
  const newest = sql.join(
    SOURCES.map((source) => sql`WHEN ${source} THEN ${newestOf(source)}`),
    sql` `,
  );
  const rows = await rowsOf<{ source: Source; foldedTo: number; settledTo: number; newestId: number | null; isDue: number }>(
    db,
    sql`SELECT source, folded_to foldedTo, settled_to settledTo, CASE source ${newest} END newestId,
          seen_at <= UTC_TIMESTAMP(3) - INTERVAL ${settleSeconds * 1_000_000} MICROSECOND isDue
        FROM ${rollupCursors}`,
  );
  return rows.map((row) => ({ ...row, newestId: row.newestId ?? 0, isDue: row.isDue === 1 }));
}

/**
 * Remembers the highest id of now, and takes the one remembered `settleSeconds` ago or earlier for settled: whoever was given an id
 * up to that one has inserted its row since, though perhaps not committed it.
 */
export async function settle(db: DbOrTx, { source, newestId }: Cursor, settleSeconds: number): Promise<void> {
  await db.execute(sql`
    UPDATE ${rollupCursors} SET settled_to = seen_to, seen_to = ${newestId}, seen_at = UTC_TIMESTAMP(3)
    WHERE source = ${source} AND seen_at <= UTC_TIMESTAMP(3) - INTERVAL ${settleSeconds * 1_000_000} MICROSECOND`);
}

/** The ids after the cursor, in order, at most `limit`. */
export async function listIdsAfter(db: DbOrTx, { source, foldedTo }: Cursor, limit: number): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT id FROM ${TABLES[source]} FORCE INDEX (PRIMARY) WHERE id > ${foldedTo} ORDER BY id LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** Ids that are missing: those greater than `after` and less than `before`. */
export interface Hole {
  after: number;
  before: number;
}

/**
 * Whether nothing is being inserted into holes. An id is given out before its row is committed, so what is missing may be about to
 * appear; reading it under a lock meets such a row, committed or not.
 * Never inside a transaction: the locks end with the statement.
 */
export async function areEmpty(db: Db, source: Source, holes: readonly Hole[]): Promise<boolean> {
  const missing = sql.join(
    holes.map(({ after, before }) => sql`(id > ${after} AND id < ${before})`),
    sql` OR `,
  );
  try {
    return (await rowsOf(db, sql`SELECT id FROM ${TABLES[source]} WHERE ${missing} LIMIT 1 FOR UPDATE NOWAIT`)).length === 0;
  } catch (error) {
    if (isLockedElsewhere(error)) return false;
    throw error;
  }
}

/** Takes the cursor until the end of the transaction. False when it is no longer where it was: another process was first. */
export async function lockCursor(tx: DbOrTx, { source, foldedTo }: Cursor): Promise<boolean> {
  const rows = await rowsOf(
    tx,
    sql`SELECT folded_to FROM ${rollupCursors} WHERE source = ${source} AND folded_to = ${foldedTo} FOR UPDATE`,
  );
  return rows.length === 1;
}

/** Keeps a cursor where it is until the end of the transaction. @returns up to where rows are in the sums */
export async function holdCursor(tx: DbOrTx, source: Source): Promise<number> {
  const [row] = await rowsOf<{ foldedTo: number }>(
    tx,
    sql`SELECT folded_to foldedTo FROM ${rollupCursors} WHERE source = ${source} LOCK IN SHARE MODE`,
  );
  return row?.foldedTo ?? 0;
}

export async function moveCursor(tx: DbOrTx, source: Source, foldedTo: number): Promise<void> {
  await tx.execute(sql`UPDATE ${rollupCursors} SET folded_to = ${foldedTo} WHERE source = ${source}`);
}
