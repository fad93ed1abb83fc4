import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";
import type { Report } from "../queries";
import { assignments, messages, ratings, sessions, widgetConfigs } from "../schema";

// The definition of each number, straight from the rows: what the sums have to come to.

async function numberOf(db: Db, statement: SQL): Promise<number | null> {
  const [rows] = (await db.execute(statement)) as unknown as [{ value: string | number | null }[]];
  const value = rows[0]?.value ?? null;
  return value === null ? null : Number(value);
}

/** Mean seconds from each visitor message to the next message of anyone else, over the sessions and replies given. */
const meanReplySeconds = (db: Db, sessionsOf: SQL, replyBy: SQL) =>
  numberOf(
    db,
    sql`SELECT AVG(TIMESTAMPDIFF(SECOND, asked.created_at, reply.created_at)) AS value
        FROM (
          SELECT m.sender_type, m.created_at,
            MIN(CASE WHEN m.sender_type <> 'visitor' THEN m.id END)
              OVER (PARTITION BY m.session_id ORDER BY m.id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS reply_id
          FROM ${messages} m WHERE m.session_id IN (${sessionsOf})
        ) asked
        JOIN ${messages} reply ON reply.id = asked.reply_id
        WHERE asked.sender_type = 'visitor' AND ${replyBy}`,
  );

export async function plainReportOfAccount(db: Db, accountId: number): Promise<Report> {
  const ofAccount = sql`SELECT s.session_id FROM ${sessions} s JOIN ${widgetConfigs} w ON w.site_key = s.site_key WHERE w.user_id = ${accountId}`;
  return {
    chats: (await numberOf(db, sql`SELECT COUNT(*) AS value FROM (${ofAccount}) own`)) ?? 0,
    messages: (await numberOf(db, sql`SELECT COUNT(*) AS value FROM ${messages} WHERE session_id IN (${ofAccount})`)) ?? 0,
    meanReplySeconds: await meanReplySeconds(db, ofAccount, sql`TRUE`),
    meanRating: await numberOf(db, sql`SELECT AVG(score) AS value FROM ${ratings} WHERE session_id IN (${ofAccount})`),
  };
}

export async function plainReportOfAgent(db: Db, agentId: number): Promise<Report> {
  const accepted = sql`SELECT a.session_id FROM ${assignments} a WHERE a.agent_id = ${agentId}`;
  return {
    chats: (await numberOf(db, sql`SELECT COUNT(DISTINCT session_id) AS value FROM ${assignments} WHERE agent_id = ${agentId}`)) ?? 0,
    messages: 0,
    meanReplySeconds: await meanReplySeconds(db, accepted, sql`reply.sender_type = 'agent' AND reply.sender_id = ${agentId}`),
    meanRating: await numberOf(db, sql`SELECT AVG(score) AS value FROM ${ratings} WHERE agent_id = ${agentId}`),
  };
}
