import { and, eq, gt, inArray, isNotNull, lt, lte, notExists, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { agentLeases, agents, sessions } from "../schema";

export async function insertLease(db: DbOrTx, lease: { connectionId: string; agentId: number; expiresAt: Date }): Promise<void> {
  await db.insert(agentLeases).values(lease);
}

export async function renewLeases(db: DbOrTx, connectionIds: string[], expiresAt: Date): Promise<void> {
  if (connectionIds.length > 0) await db.update(agentLeases).set({ expiresAt }).where(inArray(agentLeases.connectionId, connectionIds));
}

/** Those of `connectionIds` that are there still. */
export async function listLeases(db: DbOrTx, connectionIds: string[]): Promise<string[]> {
  if (connectionIds.length === 0) return [];
  const rows = await db
    .select({ connectionId: agentLeases.connectionId })
    .from(agentLeases)
    .where(inArray(agentLeases.connectionId, connectionIds));
  return rows.map((row) => row.connectionId);
}

export async function deleteLeases(db: DbOrTx, connectionIds: string[]): Promise<void> {
  if (connectionIds.length > 0) await db.delete(agentLeases).where(inArray(agentLeases.connectionId, connectionIds));
}

export async function deleteExpiredLeases(db: DbOrTx, now: Date): Promise<void> {
  await db.delete(agentLeases).where(lte(agentLeases.expiresAt, now));
}

/** Writes that the agent has a connection into the documented columns. True when it was offline before. */
export async function markOnline(db: DbOrTx, agentId: number, at: Date): Promise<boolean> {
  const [changed] = await db
    .update(agents)
    .set({ isOnline: true, lastActive: at })
    .where(and(eq(agents.id, agentId), sql`not coalesce(${agents.isOnline}, false)`));
  if (changed.affectedRows === 0) await touchAgents(db, [agentId], at);
  return changed.affectedRows === 1;
}

/** Records that these agents were seen at `at`: their grace time runs from there. */
export async function touchAgents(db: DbOrTx, agentIds: number[], at: Date): Promise<void> {
  if (agentIds.length > 0) await db.update(agents).set({ lastActive: at }).where(inArray(agents.id, agentIds));
}

const liveLeaseOf = (db: DbOrTx, now: Date) =>
  db
    .select({ one: sql`1` })
    .from(agentLeases)
    .where(and(eq(agentLeases.agentId, agents.id), gt(agentLeases.expiresAt, now)));

/** Agents still marked online whose last lease has run out: their process died with them. */
export async function listGhosts(db: DbOrTx, now: Date): Promise<{ agentId: number; accountId: number | null }[]> {
  return db
    .select({ agentId: agents.id, accountId: agents.userId })
    .from(agents)
    .where(and(eq(agents.isOnline, true), notExists(liveLeaseOf(db, now))));
}

/** Marks an agent without a live lease offline; `last_active` stays. False when it has one (again), or another process was first. */
export async function markOffline(db: DbOrTx, agentId: number, now: Date): Promise<boolean> {
  const [result] = await db
    .update(agents)
    .set({ isOnline: false })
    .where(and(eq(agents.id, agentId), eq(agents.isOnline, true), notExists(liveLeaseOf(db, now))));
  return result.affectedRows === 1;
}

/** Chats whose agent has been away for longer than the grace time: no live lease, and last seen before `seenBefore`. */
export async function listAbandonedSessions(db: DbOrTx, now: Date, seenBefore: Date): Promise<{ sessionId: string; agentId: number }[]> {
  return db
    .select({ sessionId: sessions.sessionId, agentId: agents.id })
    .from(sessions)
    .innerJoin(agents, eq(agents.id, sessions.assignedAgentId))
    .where(
      and(
        isNotNull(sessions.assignedAgentId),
        eq(sessions.status, "active"),
        lt(agents.lastActive, seenBefore),
        notExists(liveLeaseOf(db, now)),
      ),
    );
}
