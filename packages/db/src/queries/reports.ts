import { and, avg, count, countDistinct, eq, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { assignments, messages, ratings, sessions, widgetConfigs } from "../schema";

export async function countChats(db: DbOrTx, accountId: number): Promise<number> {
  const [row] = await db
    .select({ chats: count() })
    .from(sessions)
    .innerJoin(widgetConfigs, eq(widgetConfigs.siteKey, sessions.siteKey))
    .where(eq(widgetConfigs.userId, accountId));
  return row?.chats ?? 0;
}

export async function countMessages(db: DbOrTx, accountId: number): Promise<number> {
  const [row] = await db
    .select({ messages: count() })
    .from(messages)
    .innerJoin(sessions, eq(sessions.sessionId, messages.sessionId))
    .innerJoin(widgetConfigs, eq(widgetConfigs.siteKey, sessions.siteKey))
    .where(eq(widgetConfigs.userId, accountId));
  return row?.messages ?? 0;
}

/** Mean rating of the account's sessions, null without one. */
export async function meanRatingOfAccount(db: DbOrTx, accountId: number): Promise<number | null> {
  const [row] = await db
    .select({ mean: avg(ratings.score).mapWith(Number) })
    .from(ratings)
    .innerJoin(sessions, eq(sessions.sessionId, ratings.sessionId))
    .innerJoin(widgetConfigs, eq(widgetConfigs.siteKey, sessions.siteKey))
    .where(eq(widgetConfigs.userId, accountId));
  return row?.mean ?? null;
}

export async function meanRatingOfAgent(db: DbOrTx, agentId: number): Promise<number | null> {
  const [row] = await db
    .select({ mean: avg(ratings.score).mapWith(Number) })
    .from(ratings)
    .where(eq(ratings.agentId, agentId));
  return row?.mean ?? null;
}

/** Chats this agent has ever accepted. */
export async function countHandledChats(db: DbOrTx, agentId: number): Promise<number> {
  const [row] = await db
    .select({ chats: countDistinct(assignments.sessionId) })
    .from(assignments)
    .where(eq(assignments.agentId, agentId));
  return row?.chats ?? 0;
}

export async function countActiveChats(db: DbOrTx, agentId: number): Promise<number> {
  const [row] = await db
    .select({ chats: count() })
    .from(sessions)
    .where(and(eq(sessions.assignedAgentId, agentId), eq(sessions.status, "active")));
  return row?.chats ?? 0;
}

/** Mean seconds from each visitor message to the next message of anyone else, over the sessions and replies given; null without a reply. */
async function meanReplySeconds(db: DbOrTx, sessionsOf: SQL, replyBy: SQL): Promise<number | null> {
  const [rows] = (await db.execute(sql`
    SELECT AVG(TIMESTAMPDIFF(SECOND, asked.created_at, reply.created_at)) AS mean
    FROM (
      SELECT m.sender_type, m.created_at,
        MIN(CASE WHEN m.sender_type <> 'visitor' THEN m.id END)
          OVER (PARTITION BY m.session_id ORDER BY m.id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS reply_id
      FROM ${messages} m WHERE m.session_id IN (${sessionsOf})
    ) asked
    JOIN ${messages} reply ON reply.id = asked.reply_id
    WHERE asked.sender_type = 'visitor' AND ${replyBy}`)) as unknown as [{ mean: string | null }[]];
  const mean = rows[0]?.mean ?? null;
  return mean === null ? null : Number(mean);
}

export async function meanReplySecondsOfAccount(db: DbOrTx, accountId: number): Promise<number | null> {
  const ofAccount = sql`SELECT s.session_id FROM ${sessions} s JOIN ${widgetConfigs} w ON w.site_key = s.site_key WHERE w.user_id = ${accountId}`;
  return meanReplySeconds(db, ofAccount, sql`TRUE`);
}

export async function meanReplySecondsOfAgent(db: DbOrTx, agentId: number): Promise<number | null> {
  const ofAgent = sql`SELECT a.session_id FROM ${assignments} a WHERE a.agent_id = ${agentId}`;
  return meanReplySeconds(db, ofAgent, sql`reply.sender_type = 'agent' AND reply.sender_id = ${agentId}`);
}
