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
    const answers = await link.send(["START TRANSACTION", ...storingUnchanged(seen, withNewest, rows), "COMMIT"]);
    link.release();
    const { insertId } = answers.at(-2) as ResultSetHeader;
    return { ids: idsFrom(insertId, rows.length), newest: withNewest ? toNewest(answers.at(-3) as Row[]) : null };
  } catch (error) {
    if (isNullRefused(error, "session_id")) return null;
    throw error;
  } finally {
    await link.cancel();
  }
}
