import { and, asc, avg, count, eq, gt, gte, lt, or, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { agentLeases, agents, assignments, sessions, widgetConfigs } from "../schema";
import type { VisitorInfoRow } from "./sessions";

/** What orders a widget's queue: first come, first served. */
export interface QueueKey {
  escalatedAt: Date;
  id: number;
}

const waitingIn = (siteKey: string) => and(eq(sessions.siteKey, siteKey), eq(sessions.status, "waiting"));

const before = (key: QueueKey): SQL | undefined =>
  or(lt(sessions.escalatedAt, key.escalatedAt), and(eq(sessions.escalatedAt, key.escalatedAt), lt(sessions.id, key.id)));

const notBefore = (key: QueueKey): SQL | undefined =>
  or(gt(sessions.escalatedAt, key.escalatedAt), and(eq(sessions.escalatedAt, key.escalatedAt), gte(sessions.id, key.id)));

/** How many of the widget's waiting sessions come before this one. */
export async function countAhead(db: DbOrTx, siteKey: string, key: QueueKey): Promise<number> {
  const [row] = await db
    .select({ ahead: count() })
    .from(sessions)
    .where(and(waitingIn(siteKey), before(key)));
  return row?.ahead ?? 0;
}

/** The widget's waiting sessions from `key` on, in queue order. */
export async function listWaitingFrom(db: DbOrTx, siteKey: string, key: QueueKey): Promise<string[]> {
  const rows = await db
    .select({ sessionId: sessions.sessionId })
    .from(sessions)
    .where(and(waitingIn(siteKey), notBefore(key)))
    .orderBy(asc(sessions.escalatedAt), asc(sessions.id));
  return rows.map((row) => row.sessionId);
}

export interface WaitingFacts {
  sessionId: string;
  siteKey: string;
  businessName: string;
  visitorName: string | null;
  visitorInfo: VisitorInfoRow | null;
  reason: string | null;
  escalatedAt: Date;
  /** 1-based place in its widget's queue. */
  position: number;
}

/** Every waiting session of the account, longest waiting first. */
export async function listWaiting(db: DbOrTx, accountId: number): Promise<WaitingFacts[]> {
  const rows = await db
    .select({
      sessionId: sessions.sessionId,
      siteKey: sessions.siteKey,
      businessName: widgetConfigs.businessName,
      visitorName: sessions.visitorName,
      visitorInfo: sessions.visitorInfo,
      reason: sessions.escalationReason,
      escalatedAt: sessions.escalatedAt,
      position: sql<number>`row_number() over (partition by ${sessions.siteKey} order by ${sessions.escalatedAt}, ${sessions.id})`.mapWith(
        Number,
      ),
    })
    .from(sessions)
    .innerJoin(widgetConfigs, eq(widgetConfigs.siteKey, sessions.siteKey))
    .where(and(eq(widgetConfigs.userId, accountId), eq(sessions.status, "waiting")))
    .orderBy(asc(sessions.escalatedAt), asc(sessions.id));
  return rows.map((row) => ({ ...row, escalatedAt: row.escalatedAt ?? new Date(0) }));
}

export async function countWaiting(db: DbOrTx, siteKey: string): Promise<number> {
  const [row] = await db.select({ waiting: count() }).from(sessions).where(waitingIn(siteKey));
  return row?.waiting ?? 0;
}

export async function countWaitingOfAccount(db: DbOrTx, accountId: number): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(sessions)
    .innerJoin(widgetConfigs, eq(widgetConfigs.siteKey, sessions.siteKey))
    .where(and(eq(widgetConfigs.userId, accountId), eq(sessions.status, "waiting")));
  return row?.waiting ?? 0;
}

export interface MeasuredAccepts {
  accepts: number;
  meanWaitSeconds: number;
}

const measured = {
  accepts: count(),
  meanWaitSeconds: avg(sql`timestampdiff(second, ${assignments.escalatedAt}, ${assignments.acceptedAt})`).mapWith(Number),
};

/** How often chats of this widget were accepted since `since`, and after how many seconds of waiting on average. */
export async function measureAccepts(db: DbOrTx, siteKey: string, since: Date): Promise<MeasuredAccepts> {
  const [row] = await db
    .select(measured)
    .from(assignments)
    .where(and(eq(assignments.siteKey, siteKey), gte(assignments.acceptedAt, since)));
  return { accepts: row?.accepts ?? 0, meanWaitSeconds: row?.meanWaitSeconds ?? 0 };
}

/** The same over all widgets of an account. */
export async function measureAcceptsOfAccount(db: DbOrTx, accountId: number, since: Date): Promise<MeasuredAccepts> {
  const [row] = await db
    .select(measured)
    .from(assignments)
    .innerJoin(widgetConfigs, eq(widgetConfigs.siteKey, assignments.siteKey))
    .where(and(eq(widgetConfigs.userId, accountId), gte(assignments.acceptedAt, since)));
  return { accepts: row?.accepts ?? 0, meanWaitSeconds: row?.meanWaitSeconds ?? 0 };
}

/** Active agents of the account with a live lease. */
export async function countOnlineAgents(db: DbOrTx, accountId: number, now: Date): Promise<number> {
  const [row] = await db
    .select({ online: sql<number>`count(distinct ${agents.id})`.mapWith(Number) })
    .from(agents)
    .innerJoin(agentLeases, eq(agentLeases.agentId, agents.id))
    .where(and(eq(agents.userId, accountId), gt(agentLeases.expiresAt, now), sql`coalesce(${agents.isActive}, true)`));
  return row?.online ?? 0;
}
