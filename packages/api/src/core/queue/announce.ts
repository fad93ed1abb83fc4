import { type DbOrTx, raiseQueueVersion, type SessionFacts, withTransaction } from "@chat/db";
import { QUEUES } from "../bus";
import type { Deps } from "../deps";
import type { LineChange } from "./line";

/** Whose place begins or ends, and since when it counts. */
type Waiter = Pick<SessionFacts, "id" | "sessionId" | "siteKey"> & { escalatedAt: Date };

export interface Moved {
  /** The session's since then. */
  epoch: number;
  /** Null when the queue is as it was. */
  waiter: Waiter | null;
}

/**
 * Makes a move into a queue (`isWaiting`) or out of it, and raises the queue's version in the same transaction.
 * @param move changes the session's row first; null when it was not moved
 * @returns what it returned, with what to announce of the queue
 */
export async function moveInQueue<M extends Moved>(
  deps: Deps,
  sessionId: string,
  isWaiting: boolean,
  move: (tx: DbOrTx) => Promise<M | null>,
): Promise<(M & { change: LineChange | null }) | null> {
  const attempt = () =>
    withTransaction(deps.db, async (tx) => {
      const moved = await move(tx);
      return moved && { ...moved, version: moved.waiter && (await raiseQueueVersion(tx, moved.waiter.siteKey)) };
    });
  const moved = await deps.doubts.watch(sessionId, attempt);
  if (!moved) return null;
  const { version, waiter } = moved;
  if (version === null || waiter === null) return { ...moved, change: null };
  const change = { version, place: { id: waiter.id, sessionId, escalatedAt: waiter.escalatedAt.getTime() }, isWaiting };
  deps.queues.lines.note(waiter.siteKey, change);
  return { ...moved, change };
}

/** Tells every process, once for each change: each tells its own visitors who wait in this queue, and the account's agents. */
export function announceQueueChange(
  deps: Deps,
  { siteKey, accountId }: Pick<SessionFacts, "siteKey" | "accountId">,
  change: LineChange | null,
): void {
  if (!change) return;
  const { version, isWaiting, place } = change;
  const told = { version, isWaiting, ...place, escalatedAt: new Date(place.escalatedAt).toISOString() };
  deps.bus.publish(QUEUES, { type: "queue.changed", accountId, siteKey, change: told });
}
