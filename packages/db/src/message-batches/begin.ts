import type { ResultSetHeader } from "mysql2/promise";
import type { BatchRequest, MessageBatch } from "./batch";
import type { Link } from "./link";
import { type Row, toMessage, toNewest, toSession, toWidget } from "./rows";
import { finding, insert, reading, reopening } from "./statements";

/** @param idsFrom ids of an INSERT of so many rows, from the first */
export async function beginBatch(
  link: Link,
  request: BatchRequest,
  idsFrom: (first: number, count: number) => number[],
): Promise<MessageBatch> {
  const [, locked = [], ...others] = (await link.send(["START TRANSACTION", ...reading(request)])) as [unknown, ...Row[][]];
  const sessions = new Map(locked.map((row) => [row[0] as string, toSession(row)]));
  const there = request.skipLocked ? (others.shift() ?? []).map(([sessionId]) => sessionId as string) : [];
  const widgets = request.siteKeys.length > 0 ? (others.shift() ?? []) : [];
  return {
    sessions,
    widgets: new Map(widgets.map((row) => [row[0] as string, toWidget(row)])),
    held: new Set(there.filter((sessionId) => !sessions.has(sessionId))),
    newest: request.withNewest ? toNewest(others.shift() ?? []) : null,
    async find(keys) {
      return ((await link.send([finding(keys)])) as Row[]).map(toMessage);
    },
    async commit(rows, reopened) {
      const before = reopened.length > 0 ? [reopening(reopened)] : [];
      const answers = (await link.send([...before, insert(rows), "COMMIT"])) as ResultSetHeader[];
      link.release();
      return idsFrom((answers[before.length] as ResultSetHeader).insertId, rows.length);
    },
    cancel: link.cancel,
  };
}
