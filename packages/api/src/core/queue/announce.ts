import { type DbOrTx, raiseQueueVersion, type SessionFacts, withTransaction } from "@chat/db";
import { accountTopic, QUEUES } from "../bus";
import type { Deps } from "../deps";
import type { LineChange } from "./line";

type Session = Pick<SessionFacts, "id" | "sessionId" | "siteKey" | "accountId">;

export interface Moved {
  /** The session's since then. */
  epoch: number;
  /** Since when the place counts that began or ended; null when the queue is as it was. */
  placeSince: Date | null;
}

/**
 * Makes a move into a queue (`isWaiting`) or out of it, and raises the queue's version in the same transaction.
 * @param move changes the session's row first; null when it was not moved
 * @returns what it returned, with what to announce of the queue
 */
export async function moveInQueue<M extends Moved>(
  deps: Deps,
  { siteKey, id, sessionId }: Session,
  isWaiting: boolean,
  move: (tx: DbOrTx) => Promise<M | null>,
): Promise<(M & { change: LineChange | null }) | null> {
  const attempt = () =>
    withTransaction(deps.db, async (tx) => {
      const moved = await move(tx);
      return moved && { ...moved, version: moved.placeSince && (await raiseQueueVersion(tx, siteKey)) };
    });
  const moved = await deps.doubts.watch(sessionId, attempt);
  if (!moved) return null;
  const { version, placeSince } = moved;
  if (version === null || placeSince === null) return { ...moved, change: null };
  const change = { version, place: { id, sessionId, escalatedAt: placeSince.getTime() }, isWaiting };
  deps.queues.lines.note(siteKey, change);
  return { ...moved, change };
}

/** Tells, once for each change, every process whose visitors wait in this queue, and the account's agents. */
export function announceQueueChange(
  deps: Deps,
  { siteKey, accountId }: Pick<Session, "siteKey" | "accountId">,
  change: LineChange | null,
): void {
  if (!change) return;
  const { version, isWaiting, place } = change;
  const told = { version, isWaiting, ...place, escalatedAt: new Date(place.escalatedAt).toISOString() };
  deps.bus.publish(accountId === null ? QUEUES : [QUEUES, accountTopic(accountId)], {
    type: "queue.changed",
    accountId,
    siteKey,
    change: told,
  });
}
