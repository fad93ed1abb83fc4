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
  const { before, insert, after } = storingUnchanged(seen, withNewest, rows);
  // Alone the INSERT is a transaction of its own. With something behind it that may fail, it must not be committed before that.
  const [first, last] = after.length > 0 ? [["START TRANSACTION"], ["COMMIT"]] : [[], []];
  const statements = [...before, ...first, insert, ...after, ...last];
  try {
    const sent = await link.send(statements);
    const answers = statements.length > 1 ? sent : [sent];
    link.release();
    const inserted = before.length + first.length;
    const { insertId } = answers[inserted] as ResultSetHeader;
    return { ids: idsFrom(insertId, rows.length), newest: withNewest ? toNewest(answers[inserted + 1] as Row[]) : null };
  } catch (error) {
    if (isNullRefused(error, "session_id")) return null;
    throw error;
  } finally {
    await link.cancel();
  }
}
