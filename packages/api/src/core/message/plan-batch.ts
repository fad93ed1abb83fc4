import type { BatchRows, BatchWidget, LockedSession, MessageFacts, MessageMetadata, NewestIds, NewMessage } from "@chat/db";
import { type CoreError, NotFound } from "../errors";
import { stateOf } from "../session/rules";
import { toChatMessage } from "./view";
import type { MessageWrite, PendingWrite, StoredMessage } from "./write";

/** Another transaction holds the session: it is neither stored nor refused. */
export const HELD = Symbol("held");

export type Outcome = StoredMessage | CoreError | typeof HELD;

/** Messages stored earlier, by `keyOf`. */
export type Known = ReadonlyMap<string, MessageFacts>;

export const keyOf = (sessionId: string, rowKey: string) => `${sessionId} ${rowKey}`;

export const widgetOf = (widgets: BatchRows["widgets"], siteKey: string | null): BatchWidget | null =>
  siteKey === null ? null : (widgets.get(siteKey) ?? null);

/** What a batch finds: the rows that decide, and which sessions it may not touch. */
export interface Found extends BatchRows {
  readonly held: ReadonlySet<string>;
}

export interface Plan {
  rows: NewMessage[];
  /** Whose rows they are, in their order. */
  written: PendingWrite[];
  /** Sessions that this batch reopens. */
  reopened: string[];
  /** Whether every write has a row, in sessions that stay as they are. */
  isPlain: boolean;
  /** @param ids of the rows, in their order */
  finish(ids: readonly number[], newest: NewestIds): Outcome[];
}

type Finish = (ids: readonly number[], newest: NewestIds) => Outcome;

/** What is to be stored of a batch, in its order, and what becomes of each write. */
export function planBatch(found: Found, pending: readonly PendingWrite[], known: Known, createdAt: Date): Plan {
  const rows: NewMessage[] = [];
  const written: PendingWrite[] = [];
  const reopened: string[] = [];
  const sessions = new Map(found.sessions);
  const rowOfKey = new Map<string, number>();
  const lastRowOf = new Map<string, number>();

  const decide = (pendingWrite: PendingWrite): Finish => {
    const { write, rowKey } = pendingWrite;
    if (found.held.has(write.sessionId)) return () => HELD;
    const locked = sessions.get(write.sessionId);
    if (!locked) return () => new NotFound("SESSION_UNKNOWN", "Session not found");
    const key = keyOf(write.sessionId, rowKey);
    const widget = widgetOf(found.widgets, write.siteKey);
    const earlier = known.get(key);
    if (earlier) {
      const message = toChatMessage(earlier);
      // Stored by the commit whose answer was lost, unless its row is older than that.
      const isOurs = pendingWrite.isInDoubt && earlier.createdAt >= pendingWrite.askedAt;
      // Which one it follows was not read: whoever was told of less than all before it looks.
      const previousId = earlier.id - 1;
      return () => ({ message, duplicate: !isOurs, isFound: true, session: locked, reopened: false, previousId });
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
    return (ids, newest) => ({
      message: toChatMessage({ ...toFacts(rows[row] as NewMessage, write.agentName), id: ids[row] as number }),
      duplicate: isRepeated,
      isFound: false,
      session,
      reopened: reopens,
      previousId: previousRow === undefined ? newest && (newest.get(write.sessionId) ?? 0) : (ids[previousRow] as number),
    });
  };

  const decisions = pending.map(decide);
  return {
    rows,
    written,
    reopened,
    isPlain: rows.length === pending.length && reopened.length === 0,
    finish: (ids, newest) => decisions.map((finish) => finish(ids, newest)),
  };
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
  metadata: metadataOf(write),
  clientMessageId: rowKey,
  createdAt,
});

function metadataOf({ offersPerson, file, source }: MessageWrite): MessageMetadata | null {
  return offersPerson || file || source
    ? { ...(offersPerson && { offersPerson }), ...(file && { file }), ...(source && { source }) }
    : null;
}

const toFacts = (row: NewMessage, agentName: string | null): Omit<MessageFacts, "id"> => ({
  sessionId: row.sessionId,
  senderType: row.senderType,
  agentName,
  text: row.message,
  metadata: row.metadata,
  clientMessageId: row.clientMessageId,
  createdAt: row.createdAt,
});
