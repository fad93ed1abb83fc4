import { sql } from "drizzle-orm";
import type { Db, DbOrTx } from "../client";
import { insertUser } from "../queries/accounts";
import { insertAgent } from "../queries/agents";
import { assignments, messages, ratings, sessions, widgetConfigs } from "../schema";

let made = 0;
const newName = (what: string) => `${what}_${process.pid}_${++made}`;

export interface Shop {
  accountId: number;
  agentIds: number[];
  siteKeys: string[];
}

/** An account with two agents and two widgets. */
export async function makeShop(db: Db): Promise<Shop> {
  const name = newName("shop");
  const accountId = await insertUser(db, { username: name, email: `${name}@example.com`, password: "" });
  const agentIds: number[] = [];
  const siteKeys: string[] = [];
  for (let index = 0; index < 2; index++) {
    const [agent, siteKey] = [newName("agent"), newName("widget")];
    agentIds.push(
      await insertAgent(db, { userId: accountId, username: agent, email: `${agent}@example.com`, passwordHash: "", fullName: agent }),
    );
    await db.insert(widgetConfigs).values({ userId: accountId, siteKey, businessName: siteKey });
    siteKeys.push(siteKey);
  }
  return { accountId, agentIds, siteKeys };
}

export async function startSession(db: DbOrTx, siteKey: string): Promise<string> {
  const sessionId = newName("session");
  await db.insert(sessions).values({ sessionId, siteKey });
  return sessionId;
}

export interface Line {
  sessionId: string;
  /** A number is an agent's id. */
  by: "visitor" | "ai" | number;
  /** Unix seconds. */
  at: number | null;
}

export async function say(db: DbOrTx, { sessionId, by, at }: Line): Promise<void> {
  const [senderType, senderId] = typeof by === "number" ? (["agent", by] as const) : ([by, null] as const);
  // The builder would leave the column to its default.
  const createdAt = at === null ? sql`NULL` : sql`FROM_UNIXTIME(${at})`;
  await db.insert(messages).values({ sessionId, senderType, senderId, message: "x", createdAt });
}

export async function assign(db: DbOrTx, chat: { sessionId: string; siteKey: string; agentId: number }): Promise<void> {
  await db.insert(assignments).values({ ...chat, escalatedAt: new Date(1_700_000_000_000), acceptedAt: new Date(1_700_000_060_000) });
}

/** A rating stored by other means than ours. */
export async function insertRating(db: DbOrTx, rating: { sessionId: string; agentId: number | null; score: number }): Promise<void> {
  await db
    .insert(ratings)
    .values(rating)
    .onDuplicateKeyUpdate({ set: { id: sql`id` } });
}

/** The id of a connection that is at such a statement, as soon as there is one. */
export async function connectionAt(db: Db, statement: RegExp): Promise<number> {
  for (;;) {
    // Not InnoDB's own list: it is not read anew for those who look often.
    const [rows] = (await db.execute(sql`SELECT id AS id, info AS info FROM information_schema.processlist`)) as unknown as [
      { id: number; info: string | null }[],
    ];
    const found = rows.find(({ info }) => statement.test(info ?? ""));
    if (found) return found.id;
  }
}
