import { and, asc, count, desc, eq, gt, inArray, isNull, lt, max, ne, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/mysql-core";
import type { DbOrTx } from "../client";
import { agents, type MessageMetadata, messages, sessions } from "../schema";

export interface MessageFacts {
  id: number;
  sessionId: string;
  senderType: "visitor" | "agent" | "ai";
  /** Full name of the agent who wrote it. */
  agentName: string | null;
  text: string;
  metadata: MessageMetadata | null;
  clientMessageId: string | null;
  createdAt: Date;
}

export interface NewMessage {
  sessionId: string;
  senderType: "visitor" | "agent" | "ai";
  senderId: number | null;
  message: string;
  metadata: MessageMetadata | null;
  clientMessageId: string | null;
  createdAt: Date;
}

const columns = {
  id: messages.id,
  sessionId: messages.sessionId,
  senderType: messages.senderType,
  agentName: agents.fullName,
  text: messages.message,
  metadata: messages.metadata,
  clientMessageId: messages.clientMessageId,
  createdAt: messages.createdAt,
};

const select = (db: DbOrTx, where: SQL | undefined) =>
  db
    .select(columns)
    .from(messages)
    .leftJoin(agents, and(eq(messages.senderType, "agent"), eq(agents.id, messages.senderId)))
    .where(where);

const toFacts = (row: Omit<MessageFacts, "createdAt"> & { createdAt: Date | null }): MessageFacts => ({
  ...row,
  createdAt: row.createdAt ?? new Date(0),
});

/** Of all sessions; 0 without any message. */
export async function findNewestMessageId(db: DbOrTx): Promise<number> {
  const [row] = await db.select({ newest: max(messages.id) }).from(messages);
  return row?.newest ?? 0;
}

/** By session. One without any message is absent. */
export async function findNewestMessageIds(db: DbOrTx, sessionIds: readonly string[]): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .select({ sessionId: messages.sessionId, newest: max(messages.id) })
    .from(messages)
    .where(inArray(messages.sessionId, [...sessionIds]))
    .groupBy(messages.sessionId);
  return new Map(rows.map(({ sessionId, newest }) => [sessionId, newest ?? 0]));
}

/** What followed `after`, in the order in which it was stored. */
export async function listMessagesAfter(db: DbOrTx, sessionId: string, after: number): Promise<MessageFacts[]> {
  const rows = await select(db, and(eq(messages.sessionId, sessionId), gt(messages.id, after))).orderBy(asc(messages.id));
  return rows.map(toFacts);
}

/** The newest `limit` messages, those before `before` when it is given, in reading order. */
export async function listNewestMessages(db: DbOrTx, sessionId: string, limit: number, before?: number): Promise<MessageFacts[]> {
  const where = and(eq(messages.sessionId, sessionId), before === undefined ? undefined : lt(messages.id, before));
  const rows = await select(db, where).orderBy(desc(messages.id)).limit(limit);
  return rows.reverse().map(toFacts);
}

/** The message that is known by this id in its session. */
export async function findMessageByClientId(db: DbOrTx, sessionId: string, clientMessageId: string): Promise<MessageFacts | undefined> {
  return (await select(db, and(eq(messages.sessionId, sessionId), eq(messages.clientMessageId, clientMessageId)))).map(toFacts)[0];
}

export async function countMessagesOfSession(db: DbOrTx, sessionId: string): Promise<number> {
  const [row] = await db.select({ messages: count() }).from(messages).where(eq(messages.sessionId, sessionId));
  return row?.messages ?? 0;
}

/** How far back the newest messages are looked through: the cost of looking does not grow with history. */
const RECENT_MESSAGES = 2_000;

/**
 * Visitors' messages of the given time that nobody answered, in sessions that the assistant has. Only among the newest messages.
 * @param answerToFiles clientMessageId of the one answer that files of a session are given
 */
export async function listUnanswered(db: DbOrTx, written: { after: Date; before: Date }, answerToFiles: string): Promise<MessageFacts[]> {
  const later = alias(messages, "later");
  const answer = alias(messages, "answer");
  const newest = sql<number>`(select coalesce(max(newest.id), 0) from messages newest)`;
  const rows = await db
    .select({ ...columns, agentName: sql<null>`null` })
    .from(messages)
    .innerJoin(
      sessions,
      and(
        eq(sessions.sessionId, messages.sessionId),
        eq(sessions.status, "active"),
        eq(sessions.aiMode, true),
        isNull(sessions.assignedAgentId),
      ),
    )
    .where(
      and(
        gt(messages.id, sql`${newest} - ${RECENT_MESSAGES}`),
        eq(messages.senderType, "visitor"),
        gt(messages.createdAt, written.after),
        lt(messages.createdAt, written.before),
        notExists(
          db
            .select({ one: sql`1` })
            .from(later)
            .where(and(eq(later.sessionId, messages.sessionId), gt(later.id, messages.id))),
        ),
        or(
          ne(messages.messageType, "file"),
          notExists(
            db
              .select({ one: sql`1` })
              .from(answer)
              .where(and(eq(answer.sessionId, messages.sessionId), eq(answer.clientMessageId, answerToFiles))),
          ),
        ),
      ),
    )
    .orderBy(asc(messages.id));
  return rows.map(toFacts);
}
