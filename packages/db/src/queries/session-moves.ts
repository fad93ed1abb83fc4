import { and, eq, exists, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { agents, assignments, sessions, widgetConfigs } from "../schema";

// Each move names the state it leaves in its WHERE: of any number of racing callers the database lets exactly one through.
// Each returns the session's new epoch, and null when another writer was first.

type Change = Partial<Omit<typeof sessions.$inferInsert, "id" | "sessionId" | "siteKey" | "epoch">>;

async function move(db: DbOrTx, from: SQL | undefined, to: Change): Promise<number | null> {
  const [result] = await db
    .update(sessions)
    // The value that LAST_INSERT_ID() is given comes back with the answer: no second statement has to ask for it.
    .set({ ...to, epoch: sql`last_insert_id(${sessions.epoch} + 1)` })
    .where(from);
  return result.affectedRows === 1 ? result.insertId : null;
}

/** Assistant to queue; a chat whose agent was deleted is the assistant's too, whatever `ai_mode` says. */
export async function queueSession(db: DbOrTx, sessionId: string, at: Date, reason: string | null): Promise<number | null> {
  const from = and(eq(sessions.sessionId, sessionId), eq(sessions.status, "active"), isNull(sessions.assignedAgentId));
  return move(db, from, { status: "waiting", aiMode: false, escalatedAt: at, escalationReason: reason });
}

/** Queue to agent, for a session of the agent's account. Null too when the agent was disabled meanwhile. */
export async function assignSession(db: DbOrTx, key: { accountId: number; sessionId: string }, agentId: number): Promise<number | null> {
  const ofAccount = db.select({ siteKey: widgetConfigs.siteKey }).from(widgetConfigs).where(eq(widgetConfigs.userId, key.accountId));
  const stillActive = db
    .select({ one: sql`1` })
    .from(agents)
    .where(and(eq(agents.id, agentId), eq(agents.userId, key.accountId), sql`coalesce(${agents.isActive}, true)`));
  const from = and(
    eq(sessions.sessionId, key.sessionId),
    eq(sessions.status, "waiting"),
    isNull(sessions.assignedAgentId),
    inArray(sessions.siteKey, ofAccount),
    exists(stillActive),
  );
  return move(db, from, { status: "active", aiMode: false, assignedAgentId: agentId });
}

const heldBy = (sessionId: string, agentId: number) =>
  and(eq(sessions.sessionId, sessionId), eq(sessions.status, "active"), eq(sessions.assignedAgentId, agentId));

/** Agent to assistant. */
export async function returnSession(db: DbOrTx, sessionId: string, agentId: number): Promise<number | null> {
  return move(db, heldBy(sessionId, agentId), { aiMode: true, assignedAgentId: null, escalatedAt: null, escalationReason: null });
}

/** Agent back to the queue, at the place it had: `escalatedAt` is the chat's own. */
export async function requeueSession(db: DbOrTx, sessionId: string, agentId: number, escalatedAt: Date): Promise<number | null> {
  return move(db, heldBy(sessionId, agentId), { status: "waiting", assignedAgentId: null, escalatedAt });
}

/** Who has the chat and since when it waits, with its row locked until the transaction ends. */
export async function lockPlace(
  tx: DbOrTx,
  sessionId: string,
): Promise<{ isWaiting: boolean; assignedAgentId: number | null; escalatedAt: Date | null } | undefined> {
  const [row] = await tx
    .select({ status: sessions.status, assignedAgentId: sessions.assignedAgentId, escalatedAt: sessions.escalatedAt })
    .from(sessions)
    .where(eq(sessions.sessionId, sessionId))
    .for("update");
  return row && { isWaiting: row.status === "waiting", assignedAgentId: row.assignedAgentId, escalatedAt: row.escalatedAt };
}

/** Any open state to closed. `agentId` narrows it to a chat of that agent. */
export async function closeSession(db: DbOrTx, sessionId: string, at: Date, agentId?: number): Promise<number | null> {
  const from = agentId === undefined ? and(eq(sessions.sessionId, sessionId), ne(sessions.status, "closed")) : heldBy(sessionId, agentId);
  return move(db, from, { status: "closed", endedAt: at, assignedAgentId: null, aiMode: false });
}

/** Closed to assistant. */
export async function reopenSession(db: DbOrTx, sessionId: string): Promise<number | null> {
  const from = and(eq(sessions.sessionId, sessionId), eq(sessions.status, "closed"));
  return move(db, from, {
    status: "active",
    aiMode: true,
    assignedAgentId: null,
    escalatedAt: null,
    escalationReason: null,
    endedAt: null,
  });
}

/** Records that an agent took a chat, and since when it had waited. */
export async function insertAssignment(db: DbOrTx, assignment: Omit<typeof assignments.$inferInsert, "id">): Promise<void> {
  await db.insert(assignments).values(assignment);
}

/** The chats an agent has right now. */
export async function listHeldSessionIds(db: DbOrTx, agentId: number): Promise<string[]> {
  const rows = await db
    .select({ sessionId: sessions.sessionId })
    .from(sessions)
    .where(and(eq(sessions.assignedAgentId, agentId), eq(sessions.status, "active")));
  return rows.map((row) => row.sessionId);
}

/** The widget's sessions that are not closed, with the agent who has each. */
export async function listOpenSessions(db: DbOrTx, siteKey: string): Promise<{ sessionId: string; agentId: number | null }[]> {
  return db
    .select({ sessionId: sessions.sessionId, agentId: sessions.assignedAgentId })
    .from(sessions)
    .where(and(eq(sessions.siteKey, siteKey), inArray(sessions.status, ["waiting", "active"])));
}
