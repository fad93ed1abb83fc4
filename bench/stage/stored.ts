import type { DriverResult } from "../driver/job";
import { MARKER_CHARS } from "../driver/marker";
import { type Pool, rowsOf } from "./pool";

export interface StoredFaults {
  /** Shown to the other side, and in no row. */
  deliveredNotStored: number;
  /** Rows beside those that were sent. */
  storedTwice: number;
  /** Rows of one sender whose ids do not follow the order of sending. */
  storedOutOfOrder: number;
}

interface Row {
  sessionId: string;
  sender: "visitor" | "agent";
  stored: number;
  distinct: number;
  outOfOrder: string;
}

/** Compares what a driver saw with the rows: a message is stored when its row holds its id and its text. */
export async function checkRows(pool: Pool, table: string, { streams }: DriverResult): Promise<StoredFaults> {
  const faults: StoredFaults = { deliveredNotStored: 0, storedTwice: 0, storedOutOfOrder: 0 };
  const rows = await rowsOf<Row>(
    pool,
    `SELECT session_id AS sessionId, sender_type AS sender, COUNT(*) AS stored, COUNT(DISTINCT mark) AS \`distinct\`, SUM(previous > mark) AS outOfOrder
     FROM (
       SELECT session_id, sender_type, client_message_id AS mark,
         LAG(client_message_id) OVER (PARTITION BY session_id, sender_type ORDER BY id) AS previous
       FROM ${table} WHERE session_id IN (?) AND CHAR_LENGTH(client_message_id) = ? AND LEFT(message, ?) = client_message_id
     ) told
     GROUP BY session_id, sender_type`,
    [[...new Set(streams.map(({ sessionId }) => sessionId))], MARKER_CHARS, MARKER_CHARS],
  );
  const found = new Map(rows.map((row) => [`${row.sessionId} ${row.sender[0]}`, row]));
  for (const { sessionId, side, delivered } of streams) {
    const row = found.get(`${sessionId} ${side}`);
    faults.deliveredNotStored += Math.max(0, delivered - (row?.distinct ?? 0));
    faults.storedTwice += (row?.stored ?? 0) - (row?.distinct ?? 0);
    faults.storedOutOfOrder += Number(row?.outOfOrder ?? 0);
  }
  return faults;
}

/** Forgets all messages and goes on counting ids where it was: every run writes to a table as small as the others'. */
export async function emptyTable(pool: Pool, table: string): Promise<void> {
  const [newest] = await rowsOf<{ id: number | null }>(pool, `SELECT MAX(id) AS id FROM ${table}`);
  await pool.query(`TRUNCATE TABLE ${table}`);
  await pool.query(`ALTER TABLE ${table} AUTO_INCREMENT = ${Number(newest?.id ?? 0) + 1}`);
}
