import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { agents } from "../schema";
import { prepared } from "./prepared";

export interface AgentFacts {
  id: number;
  accountId: number | null;
  username: string;
  email: string;
  passwordHash: string;
  fullName: string;
  isOnline: boolean;
  isActive: boolean;
  lastActive: Date;
  createdAt: Date;
  tokenVersion: number;
}

const columns = {
  id: agents.id,
  accountId: agents.userId,
  username: agents.username,
  email: agents.email,
  passwordHash: agents.passwordHash,
  fullName: agents.fullName,
  isOnline: sql<boolean>`coalesce(${agents.isOnline}, false)`.mapWith(Boolean),
  isActive: sql<boolean>`coalesce(${agents.isActive}, true)`.mapWith(Boolean),
  lastActive: agents.lastActive,
  createdAt: agents.createdAt,
  tokenVersion: agents.tokenVersion,
};

const EPOCH = new Date(0);
const toFacts = (row: Omit<AgentFacts, "lastActive" | "createdAt"> & { lastActive: Date | null; createdAt: Date | null }): AgentFacts => ({
  ...row,
  lastActive: row.lastActive ?? EPOCH,
  createdAt: row.createdAt ?? EPOCH,
});

/** @throws the driver's duplicate error, on `agents_email_unique` or `agents_username_unique` */
export async function insertAgent(
  db: DbOrTx,
  agent: { userId: number; username: string; email: string; passwordHash: string; fullName: string },
): Promise<number> {
  const [{ id }] = (await db.insert(agents).values(agent).$returningId()) as [{ id: number }];
  return id;
}

export async function findAgentByEmail(db: DbOrTx, email: string): Promise<AgentFacts | undefined> {
  return (await db.select(columns).from(agents).where(eq(agents.email, email))).map(toFacts)[0];
}

const byId = prepared((db) =>
  db
    .select(columns)
    .from(agents)
    .where(sql`${agents.id} in (${sql.placeholder("ids")})`)
    .prepare(),
);

/** In no order. */
export async function findAgents(db: DbOrTx, ids: readonly number[]): Promise<AgentFacts[]> {
  return (await byId(db).execute({ ids })).map(toFacts);
}

export const findAgent = async (db: DbOrTx, id: number): Promise<AgentFacts | undefined> => (await findAgents(db, [id]))[0];

/** Which of an agent's unique names are in use already, in any account. */
export async function findTakenAgentNames(
  db: DbOrTx,
  name: { username: string; email: string },
): Promise<{ username: boolean; email: boolean }> {
  const rows = await db
    .select({ byName: sql<number>`${agents.username} = ${name.username}`, byEmail: sql<number>`${agents.email} = ${name.email}` })
    .from(agents)
    .where(or(eq(agents.username, name.username), eq(agents.email, name.email)));
  return { username: rows.some((row) => row.byName === 1), email: rows.some((row) => row.byEmail === 1) };
}

/** The account's agents, oldest first, each with the chats it has right now. */
export async function listAgents(db: DbOrTx, accountId: number): Promise<(AgentFacts & { activeChats: number })[]> {
  // Spelled out: with one table in FROM, the query builder would leave the table's name off both ids.
  const activeChats = sql`(select count(*) from sessions held where held.assigned_agent_id = agents.id and held.status = 'active')`.mapWith(
    Number,
  );
  const rows = await db
    .select({ ...columns, activeChats })
    .from(agents)
    .where(and(eq(agents.userId, accountId), isNull(agents.deletedAt)))
    .orderBy(asc(agents.id));
  return rows.map((row) => ({ ...toFacts(row), activeChats: row.activeChats }));
}

/** Those of the accounts of which an active agent is online, as its row says: whoever changes that tells so. */
export async function listStaffedAccounts(db: DbOrTx, accountIds: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectDistinct({ accountId: agents.userId })
    .from(agents)
    .where(
      and(
        inArray(agents.userId, [...accountIds]),
        eq(agents.isOnline, true),
        sql`coalesce(${agents.isActive}, true)`,
        isNull(agents.deletedAt),
      ),
    );
  return rows.flatMap(({ accountId }) => accountId ?? []);
}

/** Changes what is given; `revoke` invalidates, with it, every token issued before. False when the account has no such agent. */
export async function updateAgent(
  db: DbOrTx,
  key: { accountId: number; agentId: number },
  change: { fullName?: string | undefined; passwordHash?: string | undefined; isActive?: boolean | undefined },
  revoke: boolean,
): Promise<boolean> {
  const [result] = await db
    .update(agents)
    .set(revoke ? { ...change, tokenVersion: sql`${agents.tokenVersion} + 1` } : change)
    .where(and(eq(agents.userId, key.accountId), eq(agents.id, key.agentId)));
  return result.affectedRows === 1;
}

/** Takes an agent out of the account for good: every token ends, and the names are free for another. False when the account has no such agent. */
export async function deleteAgent(db: DbOrTx, key: { accountId: number; agentId: number }, at: Date): Promise<boolean> {
  const [result] = await db
    .update(agents)
    .set({
      deletedAt: at,
      isActive: false,
      tokenVersion: sql`${agents.tokenVersion} + 1`,
      username: `deleted-${key.agentId}-${at.getTime()}`,
      email: `deleted-${key.agentId}-${at.getTime()}@deleted.invalid`,
    })
    .where(and(eq(agents.userId, key.accountId), eq(agents.id, key.agentId), isNull(agents.deletedAt)));
  return result.affectedRows === 1;
}
