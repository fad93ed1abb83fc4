import {
  isDuplicate,
  isRefused,
  type LockedSession,
  type MessageBatch,
  type MessageBatches,
  type MessageFacts,
  type NewMessage,
} from "@chat/db";
import { type CoreError, NotFound } from "../errors";
import { stateOf } from "../session/rules";
import { toChatMessage } from "./view";
import type { PendingWrite, StoredMessage } from "./write";

/** Another transaction holds the session: it is neither stored nor refused. */
export const HELD = Symbol("held");

export type Outcome = StoredMessage | CoreError | typeof HELD;

export interface Stage {
  batches: MessageBatches;
  now: () => Date;
  /** Whether to find out which message each one follows. */
  withNewest: boolean;
}

/** Messages stored earlier, by `keyOf`. */
type Known = ReadonlyMap<string, MessageFacts>;

const keyOf = (sessionId: string, rowKey: string) => `${sessionId} ${rowKey}`;

/**
 * Stores a batch in one transaction, in its order. Whatever is refused, or had been stored before, is told apart; the
 * rest is stored together or not at all.
 * @param skipLocked leaves out sessions that another transaction holds, instead of waiting for them
 * @returns an outcome for each, in order. @throws what the database threw: nothing is stored, unless a write says it is in doubt
 */
export async function storeBatch(stage: Stage, pending: readonly PendingWrite[], skipLocked: boolean): Promise<Outcome[]> {
  const hasDoubts = pending.some(({ isInDoubt }) => isInDoubt);
  try {
    return await attempt(stage, pending, skipLocked, hasDoubts);
  } catch (error) {
    if (hasDoubts || !isDuplicate(error, "messages_client_id_unique")) throw error;
    // Rare enough to be found out by failing: looking each time would cost every message.
    return attempt(stage, pending, skipLocked, true);
  }
}

/** @param looksForAll whether any of them may be stored already */
async function attempt(
  { batches, now, withNewest }: Stage,
  pending: readonly PendingWrite[],
  skipLocked: boolean,
  looksForAll: boolean,
): Promise<Outcome[]> {
  const sessionIds = [...new Set(pending.map(({ write }) => write.sessionId))];
  const siteKeys = [...new Set(pending.flatMap(({ write }) => write.siteKey ?? []))];
  const batch = await batches.begin({ sessionIds, siteKeys, withNewest, skipLocked });
  try {
    const free = pending.filter(({ write }) => batch.sessions.has(write.sessionId));
    const known = await findKnown(batch, looksForAll ? free : free.filter((write) => mayBeRepeated(batch, write)));
    // Looked for under the locks: what was not found will not appear any more.
    if (looksForAll) for (const write of free) write.isInDoubt &&= known.has(keyOf(write.write.sessionId, write.rowKey));
    const plan = planBatch(batch, pending, known, now());
    return plan.finish(plan.rows.length === 0 ? [] : await commit(batch, plan));
  } finally {
    await batch.cancel();
  }
}

async function findKnown(batch: MessageBatch, pending: readonly PendingWrite[]): Promise<Known> {
  if (pending.length === 0) return new Map();
  const found = await batch.find(pending.map(({ write, rowKey }) => ({ sessionId: write.sessionId, clientMessageId: rowKey })));
  return new Map(found.map((message) => [keyOf(message.sessionId, message.clientMessageId ?? ""), message]));
}

/** While the answer to the commit is out, nobody knows whether it is stored: so it stays when the answer never comes. */
async function commit(batch: MessageBatch, { rows, reopened, written }: Plan): Promise<number[]> {
  const doubt = (isInDoubt: boolean) => {
    for (const write of written) write.isInDoubt = isInDoubt;
  };
  doubt(true);
  try {
    const ids = await batch.commit(rows, reopened);
    doubt(false);
    return ids;
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

const widgetOf = (widgets: MessageBatch["widgets"], siteKey: string | null) => (siteKey === null ? null : (widgets.get(siteKey) ?? null));

interface Plan {
  rows: NewMessage[];
  /** Whose rows they are, in their order. */
  written: PendingWrite[];
  /** Sessions that this batch reopens. */
  reopened: string[];
  /** @param ids of the rows, in their order */
  finish(ids: readonly number[]): Outcome[];
}

function planBatch(batch: MessageBatch, pending: readonly PendingWrite[], known: Known, createdAt: Date): Plan {
  const rows: NewMessage[] = [];
  const written: PendingWrite[] = [];
  const reopened: string[] = [];
  const sessions = new Map(batch.sessions);
  const rowOfKey = new Map<string, number>();
  const lastRowOf = new Map<string, number>();

  const decide = (pendingWrite: PendingWrite): ((ids: readonly number[]) => Outcome) => {
    const { write, rowKey } = pendingWrite;
    if (batch.held.has(write.sessionId)) return () => HELD;
    const locked = sessions.get(write.sessionId);
    if (!locked) return () => new NotFound("SESSION_UNKNOWN", "Session not found");
    const key = keyOf(write.sessionId, rowKey);
    const widget = widgetOf(batch.widgets, write.siteKey);
    const earlier = known.get(key);
    if (earlier) {
      const message = toChatMessage(earlier);
      // Stored by the commit whose answer was lost, unless its row is older than that.
      const isOurs = pendingWrite.isInDoubt && earlier.createdAt >= pendingWrite.askedAt;
      return () => ({ message, duplicate: !isOurs, isFound: true, session: locked, reopened: false, previousId: null });
    }
    const repeated = rowOfKey.get(key);
    const isRepeated = repeated !== undefined;
    const refusal = isRepeated ? null : write.check(locked, widget);
    if (refusal) return () => refusal;

    const reopens = !isRepeated && write.reopens && stateOf(locked) === "closed";
    const session = reopens ? reopen(locked) : locked;
    if (reopens) {
      reopened.push(write.sessionId);
      sessions.set(write.sessionId, session);
    }
    const row = repeated ?? rows.length;
    const previousRow = lastRowOf.get(write.sessionId);
    if (!isRepeated) {
      rows.push(toRow({ write, rowKey }, createdAt));
      written.push(pendingWrite);
      rowOfKey.set(key, row);
      lastRowOf.set(write.sessionId, row);
    }
    return (ids) => ({
      message: toChatMessage({ ...toFacts(rows[row] as NewMessage, write.agentName), id: ids[row] as number }),
      duplicate: isRepeated,
      isFound: false,
      session,
      reopened: reopens,
      previousId: previousRow === undefined ? locked.newestMessageId : (ids[previousRow] as number),
    });
  };

  const decisions = pending.map(decide);
  return { rows, written, reopened, finish: (ids) => decisions.map((finish) => finish(ids)) };
}

const reopen = (session: LockedSession): LockedSession => ({
  ...session,
  status: "active",
  aiMode: true,
  assignedAgentId: null,
  epoch: session.epoch + 1,
});

const toRow = ({ write, rowKey }: Pick<PendingWrite, "write" | "rowKey">, createdAt: Date): NewMessage => ({
  sessionId: write.sessionId,
  senderType: write.senderType,
  senderId: write.senderId,
  message: write.text,
  metadata: write.offersPerson ? { offersPerson: true } : null,
  clientMessageId: rowKey,
  createdAt,
});

const toFacts = (row: NewMessage, agentName: string | null): Omit<MessageFacts, "id"> => ({
  sessionId: row.sessionId,
  senderType: row.senderType,
  agentName,
  text: row.message,
  metadata: row.metadata,
  clientMessageId: row.clientMessageId,
  createdAt: row.createdAt,
});
