import { and, desc, eq, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { agents, assignments, messages, sessions, widgetConfigs } from "../schema";

export type VisitorInfoRow = Record<string, string | number | boolean>;

export interface SessionFacts {
  id: number;
  sessionId: string;
  siteKey: string;
  accountId: number | null;
  businessName: string;
  /** The widget's; empty: any website. */
  allowedDomains: string[];
  visitorName: string | null;
  visitorEmail: string | null;
  visitorInfo: VisitorInfoRow | null;
  visitorSecretHash: string | null;
  /** The site's own id of the user whose session it is. */
  identifiedAs: string | null;
  /** Who joined last has proven to be that user. */
  isIdentified: boolean;
  status: "waiting" | "active" | "closed";
  aiMode: boolean;
  assignedAgentId: number | null;
  agentName: string | null;
  startedAt: Date;
  endedAt: Date | null;
  escalatedAt: Date | null;
  escalationReason: string | null;
  epoch: number;
}

const columns = {
  id: sessions.id,
  sessionId: sessions.sessionId,
  siteKey: sessions.siteKey,
  accountId: widgetConfigs.userId,
  businessName: widgetConfigs.businessName,
  allowedDomains: widgetConfigs.allowedDomains,
  visitorName: sessions.visitorName,
  visitorEmail: sessions.visitorEmail,
  visitorInfo: sessions.visitorInfo,
  visitorSecretHash: sessions.visitorSecretHash,
  identifiedAs: sessions.identifiedAs,
  isIdentified: sessions.isIdentified,
  status: sessions.status,
  aiMode: sessions.aiMode,
  assignedAgentId: sessions.assignedAgentId,
  agentName: agents.fullName,
  startedAt: sessions.startedAt,
  endedAt: sessions.endedAt,
  escalatedAt: sessions.escalatedAt,
  escalationReason: sessions.escalationReason,
  epoch: sessions.epoch,
};

type SessionRow = Omit<SessionFacts, "status" | "aiMode" | "startedAt" | "allowedDomains"> & {
  allowedDomains: string[] | null;
  status: SessionFacts["status"] | null;
  aiMode: boolean | null;
  startedAt: Date | null;
};

const toFacts = (row: SessionRow): SessionFacts => ({
  ...row,
  status: row.status ?? "waiting",
  aiMode: row.aiMode ?? true,
  startedAt: row.startedAt ?? new Date(0),
  allowedDomains: row.allowedDomains ?? [],
});

const select = (db: DbOrTx) =>
  db
    .select(columns)
    .from(sessions)
    .innerJoin(widgetConfigs, eq(widgetConfigs.siteKey, sessions.siteKey))
    .leftJoin(agents, eq(agents.id, sessions.assignedAgentId));

/** Any account's session: who asks decides whether it may be seen. */
export async function findSession(db: DbOrTx, sessionId: string): Promise<SessionFacts | undefined> {
  return (await select(db).where(eq(sessions.sessionId, sessionId))).map(toFacts)[0];
}

/** The agent's chats, longest running first, each with how much was said in it. */
export async function listAssignedSessions(db: DbOrTx, agentId: number): Promise<(SessionFacts & { messageCount: number })[]> {
  const messageCount = sql<number>`(select count(*) from ${messages} where ${messages.sessionId} = ${sessions.sessionId})`.mapWith(Number);
  const rows = await db
    .select({ ...columns, messageCount })
    .from(sessions)
    .innerJoin(widgetConfigs, eq(widgetConfigs.siteKey, sessions.siteKey))
    .innerJoin(agents, eq(agents.id, sessions.assignedAgentId))
    .where(and(eq(sessions.assignedAgentId, agentId), eq(sessions.status, "active")))
    .orderBy(sessions.id);
  return rows.map((row) => ({ ...toFacts(row), messageCount: row.messageCount }));
}

export interface NewSession {
  sessionId: string;
  siteKey: string;
  visitorName: string | null;
  visitorEmail: string | null;
  visitorInfo: VisitorInfoRow | null;
  visitorSecretHash: string | null;
  startedAt: Date;
}

/** Starts a session with the assistant. @throws the driver's duplicate error on `sessions_session_id_unique` */
export async function insertSession(db: DbOrTx, session: NewSession): Promise<void> {
  await db.insert(sessions).values({ ...session, status: "active", aiMode: true });
}

/** Fills in what the visitor said about itself; what is absent stays as it was. */
export async function describeVisitor(
  db: DbOrTx,
  sessionId: string,
  visitor: { visitorName?: string | undefined; visitorEmail?: string | undefined; visitorInfo?: VisitorInfoRow | undefined },
): Promise<void> {
  await db.update(sessions).set(visitor).where(eq(sessions.sessionId, sessionId));
}

/** When the chat was accepted last, by whom, and since when it had waited then. */
export async function findLastAssignment(
  db: DbOrTx,
  sessionId: string,
): Promise<{ agentId: number; escalatedAt: Date; acceptedAt: Date } | undefined> {
  const rows = await db
    .select({ agentId: assignments.agentId, escalatedAt: assignments.escalatedAt, acceptedAt: assignments.acceptedAt })
    .from(assignments)
    .where(eq(assignments.sessionId, sessionId))
    .orderBy(desc(assignments.id))
    .limit(1);
  return rows[0];
}
