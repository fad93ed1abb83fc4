import type { DriverResult } from "../driver/job";
import { HEAD_CHARS, MARKER_CHARS, SIGN } from "../driver/marker";
import { type Pool, rowsOf } from "./pool";

export interface StoredFaults {
  /** Shown to the other side, and in no row of that chat and sender with both its id and its text. */
  deliveredNotStored: number;
  /** Rows beside one of each text that was sent. */
  storedTwice: number;
  /** Rows of one sender whose ids do not follow the order of sending. */
  storedOutOfOrder: number;
}

interface Row {
  sessionId: string;
  sender: "visitor" | "agent";
  head: string;
  stored: number;
  distinct: number;
  kept: number;
  outOfOrder: string;
}

/**
 * Compares what a driver saw with the rows. Texts are counted, not ids: a unique key sees to ids, and a message that was
 * stored again has another one. @param table with the rows of this one run
 */
export async function checkRows(pool: Pool, table: string, { streams }: Pick<DriverResult, "streams">): Promise<StoredFaults> {
  const faults: StoredFaults = { deliveredNotStored: 0, storedTwice: 0, storedOutOfOrder: 0 };
  const rows = await rowsOf<Row>(
    pool,
    `SELECT session_id AS sessionId, sender_type AS sender, LEFT(mark, ?) AS head, COUNT(*) AS stored, COUNT(DISTINCT mark) AS \`distinct\`,
       COUNT(DISTINCT CASE WHEN client_message_id = mark THEN mark END) AS kept, SUM(previous > mark) AS outOfOrder
     FROM (
       SELECT session_id, sender_type, client_message_id, LEFT(message, ?) AS mark,
         LAG(LEFT(message, ?)) OVER (PARTITION BY session_id, sender_type ORDER BY id) AS previous
       FROM ${table} WHERE LEFT(message, ?) = ?
     ) told
     GROUP BY sessionId, sender, head`,
    [HEAD_CHARS, MARKER_CHARS, MARKER_CHARS, SIGN.length, SIGN],
  );
  const found = new Map(rows.map((row) => [`${row.sessionId} ${row.sender[0]} ${row.head}`, row]));
  for (const { sessionId, side, head, delivered } of streams) {
    const place = `${sessionId} ${side} ${head}`;
    const row = found.get(place);
    found.delete(place);
    faults.deliveredNotStored += Math.max(0, delivered - (row?.kept ?? 0));
    faults.storedTwice += (row?.stored ?? 0) - (row?.distinct ?? 0);
    faults.storedOutOfOrder += Number(row?.outOfOrder ?? 0);
  }
  // What is left lies in a chat, or under a sender, of which it is not.
  for (const { stored } of found.values()) faults.storedTwice += stored;
  return faults;
}

/** Forgets all messages and goes on counting ids where it was: every run writes to a table as small as the others'. */
export async function emptyTable(pool: Pool, table: string): Promise<void> {
  const [newest] = await rowsOf<{ id: number | null }>(pool, `SELECT MAX(id) AS id FROM ${table}`);
  await pool.query(`TRUNCATE TABLE ${table}`);
  await pool.query(`ALTER TABLE ${table} AUTO_INCREMENT = ${Number(newest?.id ?? 0) + 1}`);
}
