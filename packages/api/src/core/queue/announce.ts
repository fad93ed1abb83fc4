import { type DbOrTx, raiseQueueVersion, type SessionFacts, withTransaction } from "@chat/db";
import { accountTopic, QUEUES } from "../bus";
import type { Deps } from "../deps";
import type { LineChange } from "./line";

type Session = Pick<SessionFacts, "id" | "sessionId" | "siteKey" | "accountId">;

/**
 * Makes a move into a queue (`isWaiting`) or out of it, and raises the queue's version in the same transaction.
 * @param move changes the session's row first; returns since when the place counts, null when the queue is as it was
 * @returns what to announce, null when the queue is as it was
 */
export async function moveInQueue(
  deps: Deps,
  { siteKey, id, sessionId }: Session,
  isWaiting: boolean,
  move: (tx: DbOrTx) => Promise<Date | null>,
): Promise<LineChange | null> {
  const moved = await withTransaction(deps.db, async (tx) => {
    const escalatedAt = await move(tx);
    return escalatedAt && { escalatedAt: escalatedAt.getTime(), version: await raiseQueueVersion(tx, siteKey) };
  });
  if (!moved) return null;
  const change = { version: moved.version, place: { id, sessionId, escalatedAt: moved.escalatedAt }, isWaiting };
  deps.queues.lines.note(siteKey, change);
  return change;
}

/** Tells, once for each change, every process whose visitors wait in this queue, and the account's agents. */
export function announceQueueChange(deps: Deps, { siteKey, accountId }: Pick<Session, "siteKey" | "accountId">, change: LineChange): void {
  const { version, isWaiting, place } = change;
  const told = { version, isWaiting, ...place, escalatedAt: new Date(place.escalatedAt).toISOString() };
  deps.bus.publish(accountId === null ? QUEUES : [QUEUES, accountTopic(accountId)], {
    type: "queue.changed",
    accountId,
    siteKey,
    change: told,
  });
}
