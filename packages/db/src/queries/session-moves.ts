import { and, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { agents, assignments, sessions, widgetConfigs } from "../schema";

// Each move names the state it leaves in its WHERE: of any number of racing callers the database lets exactly one through.
// Each returns the session's new epoch, and null when another writer was first.

type Change = Partial<Omit<typeof sessions.$inferInsert, "id" | "sessionId" | "siteKey" | "epoch">>;

async function move(db: DbOrTx, sessionId: string, from: SQL | undefined, to: Change): Promise<number | null> {
  const [result] = await db
    .update(sessions)
    // The value that LAST_INSERT_ID() is given comes back with the answer: no second statement has to ask for it.
    .set({ ...to, epoch: sql`last_insert_id(${sessions.epoch} + 1)` })
    .where(and(eq(sessions.sessionId, sessionId), from));
  return result.affectedRows === 1 ? epochOf(db, sessionId, result.insertId) : null;
}

/** Where an operator put a trigger on the table, MariaDB answers 0 in place of the value: then it is read. */
async function epochOf(db: DbOrTx, sessionId: string, answered: number): Promise<number> {
  if (answered > 0) return answered;
  const [row] = await db.select({ epoch: sessions.epoch }).from(sessions).where(eq(sessions.sessionId, sessionId));
  return row?.epoch ?? 0;
}

/** Assistant to queue; a chat whose agent was deleted is the assistant's too, whatever `ai_mode` says. */
export async function queueSession(db: DbOrTx, sessionId: string, at: Date, reason: string | null): Promise<number | null> {
  const from = and(eq(sessions.status, "active"), isNull(sessions.assignedAgentId));
  return move(db, sessionId, from, { status: "waiting", aiMode: false, escalatedAt: at, escalationReason: reason });
}

/** Writes why a session waits. False when it does not wait, or for that very reason. */
export async function noteReason(db: DbOrTx, sessionId: string, reason: string): Promise<boolean> {
  const hasAnother = sql`coalesce(${sessions.escalationReason}, '') <> ${reason}`;
  const [result] = await db
    .update(sessions)
    .set({ escalationReason: reason })
    .where(and(eq(sessions.sessionId, sessionId), eq(sessions.status, "waiting"), hasAnother));
  return result.affectedRows === 1;
}

/**
 * Queue to agent, for a session of the agent's account. The agent counts as seen now, by the database's clock: the grace time of
 * one without an open connection runs from here. Null too when the agent was disabled meanwhile.
 */
export async function assignSession(db: DbOrTx, key: { accountId: number; sessionId: string }, agentId: number): Promise<number | null> {
  // One statement of two tables, which the builder has no words for.
  const [result] = await db.execute(sql`
    update ${sessions}
      inner join ${widgetConfigs} on ${widgetConfigs.siteKey} = ${sessions.siteKey}
      inner join ${agents} on ${agents.id} = ${agentId} and ${agents.userId} = ${widgetConfigs.userId}
    set ${sessions.status} = 'active', ${sessions.aiMode} = false, ${sessions.assignedAgentId} = ${agentId},
      ${sessions.epoch} = last_insert_id(${sessions.epoch} + 1), ${agents.lastActive} = utc_timestamp()
    where ${sessions.sessionId} = ${key.sessionId} and ${sessions.status} = 'waiting' and ${sessions.escalatedAt} is not null
      and ${sessions.assignedAgentId} is null and ${widgetConfigs.userId} = ${key.accountId} and coalesce(${agents.isActive}, true)`);
  return result.affectedRows > 0 ? epochOf(db, key.sessionId, result.insertId) : null;
}

const heldBy = (agentId: number) => and(eq(sessions.status, "active"), eq(sessions.assignedAgentId, agentId));

/** Agent to assistant. */
export async function returnSession(db: DbOrTx, sessionId: string, agentId: number): Promise<number | null> {
  return move(db, sessionId, heldBy(agentId), { aiMode: true, assignedAgentId: null, escalatedAt: null, escalationReason: null });
}

/** Agent back to the queue, at the place it had: `escalatedAt` is the chat's own. */
export async function requeueSession(db: DbOrTx, sessionId: string, agentId: number, escalatedAt: Date): Promise<number | null> {
  return move(db, sessionId, heldBy(agentId), { status: "waiting", assignedAgentId: null, escalatedAt });
}

/** Where a chat stands, and who has it. */
export interface PlaceFacts {
  id: number;
  sessionId: string;
  siteKey: string;
  isWaiting: boolean;
  assignedAgentId: number | null;
  escalatedAt: Date | null;
}

/** A chat's place as it is now, with its row locked until the transaction ends. */
export async function lockPlace(tx: DbOrTx, sessionId: string): Promise<PlaceFacts | undefined> {
  const { id, siteKey, status, assignedAgentId, escalatedAt } = sessions;
  const rows = await tx
    .select({ id, siteKey, status, assignedAgentId, escalatedAt })
    .from(sessions)
    .where(eq(sessions.sessionId, sessionId))
    .for("update");
  return rows.map(({ status: now, ...row }) => ({ ...row, sessionId, isWaiting: now === "waiting" }))[0];
}

/** Any open state to closed. `agentId` narrows it to a chat of that agent. */
export async function closeSession(db: DbOrTx, sessionId: string, at: Date, agentId?: number): Promise<number | null> {
  const from = agentId === undefined ? ne(sessions.status, "closed") : heldBy(agentId);
  return move(db, sessionId, from, { status: "closed", endedAt: at, assignedAgentId: null, aiMode: false });
}

/** Records that an agent took a chat at `acceptedAt`, and since when it had waited. */
export async function insertAssignment(db: DbOrTx, sessionId: string, agentId: number, acceptedAt: Date): Promise<void> {
  const accepted = sql.param(acceptedAt, assignments.acceptedAt);
  await db.execute(sql`
    insert into ${assignments} (session_id, site_key, agent_id, escalated_at, accepted_at)
    select ${sessions.sessionId}, ${sessions.siteKey}, ${agentId}, ${sessions.escalatedAt}, ${accepted}
    from ${sessions} where ${sessions.sessionId} = ${sessionId}`);
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
