import { isDuplicate, isRefused, type MessageBatch, type MessageBatches } from "@chat/db";
import { stateOf } from "../session/rules";
import type { LastSeen } from "./last-seen";
import { type Known, keyOf, type Outcome, planBatch, widgetOf } from "./plan-batch";
import type { PendingWrite } from "./write";

export interface Stage {
  batches: MessageBatches;
  lastSeen: LastSeen;
  now: () => Date;
  /** Whether to find out which message each one follows. */
  withNewest: boolean;
}

/**
 * Stores a batch in one transaction, in its order. Whatever is refused, or had been stored before, is told apart; the
 * rest is stored together or not at all.
 * @param skipLocked leaves out sessions that another transaction holds, instead of waiting for them
 * @returns an outcome for each, in order. @throws what the database threw: nothing is stored, unless a write says it is in doubt
 */
export async function storeBatch(stage: Stage, pending: readonly PendingWrite[], skipLocked: boolean): Promise<Outcome[]> {
  const hasDoubts = pending.some(({ isInDoubt }) => isInDoubt);
  try {
    const isUsual = !hasDoubts && !skipLocked;
    return (isUsual && (await storeUnchanged(stage, pending))) || (await storeLocked(stage, pending, skipLocked, hasDoubts));
  } catch (error) {
    if (hasDoubts || !isDuplicate(error, "messages_client_id_unique")) throw error;
    // Rare enough to be found out by failing: looking each time would cost every message.
    return storeLocked(stage, pending, skipLocked, true);
  }
}

const sessionIdsOf = (pending: readonly PendingWrite[]) => [...new Set(pending.map(({ write }) => write.sessionId))];
const siteKeysOf = (pending: readonly PendingWrite[]) => [...new Set(pending.flatMap(({ write }) => write.siteKey ?? []))];

/**
 * One round trip: what was seen of the rows decides, and the database stores if it is so still.
 * @returns null when it is not, or when it would not just store them all: nothing is stored
 */
async function storeUnchanged({ batches, lastSeen, now, withNewest }: Stage, pending: readonly PendingWrite[]): Promise<Outcome[] | null> {
  const seen = lastSeen.recall(sessionIdsOf(pending), siteKeysOf(pending));
  if (!seen) return null;
  const plan = planBatch({ ...seen, held: new Set() }, pending, new Map(), now());
  if (!plan.isPlain) return null;
  const stored = await inDoubtMeanwhile(plan.written, (begin) => batches.storeUnchanged(seen, withNewest, plan.rows, begin));
  if (!stored) lastSeen.forget(seen);
  return stored && plan.finish(stored.ids, stored.newest);
}

/** Two round trips: the rows are locked and read, then it is decided. @param looksForAll whether any of them may be stored already */
async function storeLocked(
  { batches, lastSeen, now, withNewest }: Stage,
  pending: readonly PendingWrite[],
  skipLocked: boolean,
  looksForAll: boolean,
): Promise<Outcome[]> {
  const batch = await batches.begin({ sessionIds: sessionIdsOf(pending), siteKeys: siteKeysOf(pending), withNewest, skipLocked });
  try {
    lastSeen.remember(batch);
    const free = pending.filter(({ write }) => batch.sessions.has(write.sessionId));
    const known = await findKnown(batch, looksForAll ? free : free.filter((write) => mayBeRepeated(batch, write)));
    // Looked for under the locks: what was not found will not appear any more.
    if (looksForAll) for (const write of free) write.isInDoubt &&= known.has(keyOf(write.write.sessionId, write.rowKey));
    const { rows, reopened, written, finish } = planBatch(batch, pending, known, now());
    const commit = (begin: () => void) => {
      begin();
      return batch.commit(rows, reopened);
    };
    const ids = rows.length === 0 ? [] : await inDoubtMeanwhile(written, commit);
    return finish(ids, batch.newest);
  } finally {
    await batch.cancel();
  }
}

async function findKnown(batch: MessageBatch, pending: readonly PendingWrite[]): Promise<Known> {
  if (pending.length === 0) return new Map();
  const found = await batch.find(pending.map(({ write, rowKey }) => ({ sessionId: write.sessionId, clientMessageId: rowKey })));
  return new Map(found.map((message) => [keyOf(message.sessionId, message.clientMessageId ?? ""), message]));
}

/** While the answer to a commit is out, nobody knows whether it is stored: so it stays when the answer never comes. */
async function inDoubtMeanwhile<T>(written: readonly PendingWrite[], commit: (begin: () => void) => Promise<T>): Promise<T> {
  const doubt = (isInDoubt: boolean) => {
    for (const write of written) write.isInDoubt = isInDoubt;
  };
  try {
    const answer = await commit(() => doubt(true));
    doubt(false);
    return answer;
  } catch (error) {
    if (isRefused(error)) doubt(false);
    throw error;
  }
}

/** The session would refuse it, or be reopened by it: unless it is a retry of what was stored when the session was different. */
function mayBeRepeated({ sessions, widgets }: MessageBatch, { write }: PendingWrite): boolean {
  const session = sessions.get(write.sessionId);
  if (!session || write.clientMessageId === null) return false;
  return stateOf(session) === "closed" || write.check(session, widgetOf(widgets, write.siteKey)) !== null;
}
