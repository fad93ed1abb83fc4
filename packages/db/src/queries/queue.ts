import { and, asc, avg, count, desc, eq, gt, gte, inArray, isNotNull, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { agentLeases, agents, assignments, queueVersions, sessions, widgetConfigs } from "../schema";
import type { VisitorInfoRow } from "./sessions";

/** What orders a widget's queue: first come, first served. */
export interface QueueKey {
  escalatedAt: Date;
  id: number;
}

/**
 * Raises the version of a widget's queue, in the transaction that changes the queue and after the session's row was locked.
 * @returns the version since
 */
export async function raiseQueueVersion(tx: DbOrTx, siteKey: string): Promise<number> {
  const [raised] = await tx.execute(sql`
    insert into ${queueVersions} (site_key, version) values (${siteKey}, 1)
    on duplicate key update version = last_insert_id(${queueVersions.version} + 1)`);
  return raised.insertId || 1;
}

/** The version of a widget's queue, 0 while it never changed. */
export async function findQueueVersion(db: DbOrTx, siteKey: string): Promise<number> {
  const [row] = await db.select({ version: queueVersions.version }).from(queueVersions).where(eq(queueVersions.siteKey, siteKey));
  return row?.version ?? 0;
}

/** The versions of the queues of all the account's widgets, 0 for one that never changed. */
export async function listQueueVersions(db: DbOrTx, accountId: number): Promise<{ siteKey: string; version: number }[]> {
  const rows = await db
    .select({ siteKey: widgetConfigs.siteKey, version: queueVersions.version })
    .from(widgetConfigs)
    .leftJoin(queueVersions, eq(queueVersions.siteKey, widgetConfigs.siteKey))
    .where(eq(widgetConfigs.userId, accountId));
  return rows.map(({ siteKey, version }) => ({ siteKey, version: version ?? 0 }));
}

export interface WaitingKey {
  siteKey: string;
  id: number;
  sessionId: string;
  escalatedAt: Date;
}

/** Who waits in these widgets' queues: widget by widget, each in the queue's order. */
export async function listWaitingKeys(db: DbOrTx, siteKeys: readonly string[]): Promise<WaitingKey[]> {
  if (siteKeys.length === 0) return [];
  const { siteKey, id, sessionId, escalatedAt } = sessions;
  const rows = await db
    .select({ siteKey, id, sessionId, escalatedAt })
    .from(sessions)
    .where(and(inArray(siteKey, [...siteKeys]), eq(sessions.status, "waiting"), isNotNull(escalatedAt)))
    .orderBy(asc(siteKey), asc(sessions.status), asc(escalatedAt), asc(id));
  return rows as WaitingKey[];
}

export interface WaitingFacts {
  sessionId: string;
  siteKey: string;
  businessName: string;
  visitorName: string | null;
  visitorEmail: string | null;
  visitorInfo: VisitorInfoRow | null;
  reason: string | null;
  escalatedAt: Date;
}

/** Those of the given sessions that wait in the account, in no order. */
export async function listWaitingFacts(db: DbOrTx, accountId: number, sessionIds: readonly string[]): Promise<WaitingFacts[]> {
  if (sessionIds.length === 0) return [];
  const rows = await db
    .select({
      sessionId: sessions.sessionId,
      siteKey: sessions.siteKey,
      businessName: widgetConfigs.businessName,
      visitorName: sessions.visitorName,
      visitorEmail: sessions.visitorEmail,
      visitorInfo: sessions.visitorInfo,
      reason: sessions.escalationReason,
      escalatedAt: sessions.escalatedAt,
    })
    // By the ids and nothing else: the queue's own index would lead through everyone who waits.
    .from(sessions, { forceIndex: "sessions_session_id_unique" })
    .innerJoin(widgetConfigs, eq(widgetConfigs.siteKey, sessions.siteKey))
    .where(and(inArray(sessions.sessionId, [...sessionIds]), eq(widgetConfigs.userId, accountId), eq(sessions.status, "waiting")));
  return rows.flatMap(({ escalatedAt, ...row }) => (escalatedAt ? [{ ...row, escalatedAt }] : []));
}

/** How many accepts of a widget are looked at: what they say of the waiting now costs the same after any history. */
const NEWEST_ACCEPTS = 200;

export interface MeasuredAccepts {
  accepts: number;
  meanWaitSeconds: number;
}

/**
 * The widget's newest accepts since `since`, at most 200: how many, and after how many seconds of waiting on average. One that seems
 * to lie before its escalation, as after a step of a clock, was no wait.
 */
export async function measureAccepts(db: DbOrTx, siteKey: string, since: Date): Promise<MeasuredAccepts> {
  const newest = db
    .select({ escalatedAt: assignments.escalatedAt, acceptedAt: assignments.acceptedAt })
    .from(assignments)
    .where(and(eq(assignments.siteKey, siteKey), gte(assignments.acceptedAt, since)))
    .orderBy(desc(assignments.acceptedAt), desc(assignments.escalatedAt))
    .limit(NEWEST_ACCEPTS)
    .as("newest");
  const waited = sql`greatest(0, timestampdiff(second, ${newest.escalatedAt}, ${newest.acceptedAt}))`;
  const [row] = await db.select({ accepts: count(), meanWaitSeconds: avg(waited).mapWith(Number) }).from(newest);
  return { accepts: row?.accepts ?? 0, meanWaitSeconds: row?.meanWaitSeconds ?? 0 };
}

/** Active agents of the account with a live lease, by the database's clock as everything about leases. */
export async function countOnlineAgents(db: DbOrTx, accountId: number): Promise<number> {
  const [row] = await db
    .select({ online: sql<number>`count(distinct ${agents.id})`.mapWith(Number) })
    .from(agents)
    .innerJoin(agentLeases, eq(agentLeases.agentId, agents.id))
    .where(and(eq(agents.userId, accountId), gt(agentLeases.expiresAt, sql`utc_timestamp(3)`), sql`coalesce(${agents.isActive}, true)`));
  return row?.online ?? 0;
}
