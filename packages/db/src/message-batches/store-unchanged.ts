import type { ResultSetHeader } from "mysql2/promise";
import { isNullRefused } from "../errors";
import type { NewMessage } from "../queries/messages";
import type { BatchRows, StoredBatch } from "./batch";
import type { Link } from "./link";
import { type Row, toNewest } from "./rows";
import { storingUnchanged } from "./statements";

/** See `MessageBatches.storeUnchanged`. @param idsFrom ids of an INSERT of so many rows, from the first */
export async function storeUnchanged(
  link: Link,
  seen: BatchRows,
  withNewest: boolean,
  rows: readonly NewMessage[],
  idsFrom: (first: number, count: number) => number[],
): Promise<StoredBatch | null> {
  try {
    // A transaction of its own. Where two answers come, they come as a list.
    const answer = await link.send(storingUnchanged(seen, withNewest, rows));
    const [stored, newest] = (withNewest ? answer : [answer]) as [ResultSetHeader, Row[]?];
    return { ids: idsFrom(stored.insertId, rows.length), newest: newest ? toNewest(newest) : null };
  } catch (error) {
    if (isNullRefused(error, "session_id")) return null;
    throw error;
  } finally {
    link.release();
  }
}
