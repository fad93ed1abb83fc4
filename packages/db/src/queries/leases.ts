import { and, eq, gt, inArray, isNotNull, lt, lte, notExists, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { agentLeases, agents, sessions } from "../schema";

// Every instant here is the database's: processes whose clocks differ must agree on who is there. A clock that is ahead would end the
// leases of all others.
const NOW = sql`utc_timestamp(3)`;
/** In whole seconds, as the column stores it: MySQL would round a fraction up into the future. */
const THIS_SECOND = sql`utc_timestamp()`;
const inMs = (ms: number): SQL => sql`${NOW} + interval ${ms * 1000} microsecond`;

/** @param lastsMs how long the lease lasts without being renewed */
export async function insertLease(db: DbOrTx, lease: { connectionId: string; agentId: number }, lastsMs: number): Promise<void> {
  await db.insert(agentLeases).values({ ...lease, expiresAt: inMs(lastsMs) });
}

/** @param lastsMs how long the leases last from now on */
export async function renewLeases(db: DbOrTx, connectionIds: string[], lastsMs: number): Promise<void> {
  if (connectionIds.length > 0)
    await db
      .update(agentLeases)
      .set({ expiresAt: inMs(lastsMs) })
      .where(inArray(agentLeases.connectionId, connectionIds));
}

/** Those of `connectionIds` whose leases are there still. @param dueMs how soon a lease ends that is due to be renewed */
export async function listLeases(db: DbOrTx, connectionIds: string[], dueMs: number): Promise<{ connectionId: string; isDue: boolean }[]> {
  if (connectionIds.length === 0) return [];
  return db
    .select({
      connectionId: agentLeases.connectionId,
      isDue: sql<boolean>`${agentLeases.expiresAt} <= ${inMs(dueMs)}`.mapWith(Boolean),
    })
    .from(agentLeases)
    .where(inArray(agentLeases.connectionId, connectionIds));
}

export async function deleteLeases(db: DbOrTx, connectionIds: string[]): Promise<void> {
  if (connectionIds.length > 0) await db.delete(agentLeases).where(inArray(agentLeases.connectionId, connectionIds));
}

export async function deleteExpiredLeases(db: DbOrTx): Promise<void> {
  await db.delete(agentLeases).where(lte(agentLeases.expiresAt, NOW));
}

/** Writes that the agent has a connection into the documented columns. True when it was offline before. */
export async function markOnline(db: DbOrTx, agentId: number): Promise<boolean> {
  const [changed] = await db
    .update(agents)
    .set({ isOnline: true, lastActive: THIS_SECOND })
    .where(and(eq(agents.id, agentId), sql`not coalesce(${agents.isOnline}, false)`));
  if (changed.affectedRows === 0) await touchAgents(db, [agentId]);
  return changed.affectedRows === 1;
}

/** Records that these agents were seen now: their grace time runs from here. */
export async function touchAgents(db: DbOrTx, agentIds: number[]): Promise<void> {
  if (agentIds.length > 0) await db.update(agents).set({ lastActive: THIS_SECOND }).where(inArray(agents.id, agentIds));
}

const liveLeaseOf = (db: DbOrTx) =>
  db
    .select({ one: sql`1` })
    .from(agentLeases)
    .where(and(eq(agentLeases.agentId, agents.id), gt(agentLeases.expiresAt, NOW)));

/** Agents still marked online whose last lease has run out: their process died with them. */
export async function listGhosts(db: DbOrTx): Promise<{ agentId: number; accountId: number | null }[]> {
  return db
    .select({ agentId: agents.id, accountId: agents.userId })
    .from(agents)
    .where(and(eq(agents.isOnline, true), notExists(liveLeaseOf(db))));
}

/** Marks an agent without a live lease offline; `last_active` stays. False when it has one (again), or another process was first. */
export async function markOffline(db: DbOrTx, agentId: number): Promise<boolean> {
  const [result] = await db
    .update(agents)
    .set({ isOnline: false })
    .where(and(eq(agents.id, agentId), eq(agents.isOnline, true), notExists(liveLeaseOf(db))));
  return result.affectedRows === 1;
}

/** Chats whose agent has been away for longer than the grace time: no live lease, and last seen more than `graceSeconds` ago. */
export async function listAbandonedSessions(db: DbOrTx, graceSeconds: number): Promise<{ sessionId: string; agentId: number }[]> {
  return db
    .select({ sessionId: sessions.sessionId, agentId: agents.id })
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.assignedAgentId))
    .where(
      and(
        isNotNull(sessions.assignedAgentId),
        eq(sessions.status, "active"),
        lt(agents.lastActive, sql`${THIS_SECOND} - interval ${graceSeconds} second`),
        notExists(liveLeaseOf(db)),
      ),
    );
}
