import {
  type Db,
  isDuplicate,
  type LockedSession,
  listMessagesByClientIds,
  type MessageBatch,
  type MessageBatches,
  type MessageFacts,
  type NewMessage,
} from "@chat/db";
import { type CoreError, NotFound } from "../errors";
import { stateOf } from "../session/rules";
import { toChatMessage } from "./view";
import type { PendingWrite, StoredMessage } from "./write";

export type Outcome = StoredMessage | CoreError;

interface Stage {
  db: Db;
  batches: MessageBatches;
  now: () => Date;
  /** Whether to find out which message each one follows. */
  withNewest: boolean;
}

/** Messages stored earlier, by `keyOf`. */
type Known = ReadonlyMap<string, MessageFacts>;

const keyOf = (sessionId: string, rowKey: string) => `${sessionId} ${rowKey}`;
const keyOfWrite = ({ write, rowKey }: PendingWrite) => keyOf(write.sessionId, rowKey);

/**
 * Stores a batch in one transaction, in its order. Whatever is refused, or had been stored before, is told apart; the
 * rest is stored together or not at all.
 * @returns an outcome for each, in order. @throws what the database threw: nothing is stored, unless a write says it is in doubt
 */
export async function storeBatch(stage: Stage, pending: readonly PendingWrite[]): Promise<Outcome[]> {
  try {
    return await attempt(stage, pending, pending.some(({ isInDoubt }) => isInDoubt) ? await findKnown(stage.db, pending) : new Map());
  } catch (error) {
    if (!isDuplicate(error, "messages_client_id_unique")) throw error;
    // Rare enough to be found out by failing: asking each time would cost every message.
    return attempt(stage, pending, await findKnown(stage.db, pending));
  }
}

async function findKnown(db: Db, pending: readonly PendingWrite[]): Promise<Map<string, MessageFacts>> {
  const found = await listMessagesByClientIds(
    db,
    pending.map(({ write, rowKey }) => ({ sessionId: write.sessionId, clientMessageId: rowKey })),
  );
  return new Map(found.map((message) => [keyOf(message.sessionId, message.clientMessageId ?? ""), message]));
}

async function attempt({ db, batches, now, withNewest }: Stage, pending: readonly PendingWrite[], known: Known): Promise<Outcome[]> {
  const sessionIds = [...new Set(pending.map(({ write }) => write.sessionId))];
  const siteKeys = [...new Set(pending.flatMap(({ write }) => write.siteKey ?? []))];
  const batch = await batches.begin({ sessionIds, siteKeys, withNewest });
  try {
    const doubtful = pending.filter((write) => !known.has(keyOfWrite(write)) && mayBeRepeated(batch, write));
    const earlier = doubtful.length > 0 ? new Map([...known, ...(await findKnown(db, doubtful))]) : known;
    const plan = planBatch(batch, pending, earlier, now());
    if (plan.rows.length === 0) return plan.finish([]);
    return plan.finish(await commit(batch, plan));
  } finally {
    await batch.cancel();
  }
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
    // An answer that names an error of SQL came before the commit.
    if (error instanceof Error && "sqlState" in error) doubt(false);
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
