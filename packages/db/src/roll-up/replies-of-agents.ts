import { sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { assignments, rollupUnassigned } from "../schema";
import { type AgentReplies, type Range, within } from "./messages";
import { listOf, rowsOf } from "./statements";

// An agent's reply counts in sessions that the agent accepted. It accepts before it writes, but rows written by other means may come
// in any order: what was not accepted yet is kept by session, until it is.

/** Those replies that were given in sessions the agent has accepted. */
export async function acceptedOnly(db: DbOrTx, replies: readonly AgentReplies[]): Promise<AgentReplies[]> {
  if (replies.length === 0) return [];
  const keys = listOf(replies.map(({ agentId, sessionId }) => [agentId, sessionId]));
  const rows = await rowsOf<{ agentId: number; sessionId: string }>(
    db,
    sql`SELECT agent_id agentId, session_id sessionId FROM ${assignments} WHERE (agent_id, session_id) IN (${keys})`,
  );
  const accepted = new Set(rows.map(({ agentId, sessionId }) => `${agentId} ${sessionId}`));
  return replies.filter(({ agentId, sessionId }) => accepted.has(`${agentId} ${sessionId}`));
}

/** Keeps replies in sessions that their agents have not accepted. */
export async function keepUnassigned(tx: DbOrTx, replies: readonly AgentReplies[]): Promise<void> {
  if (replies.length === 0) return;
  const rows = replies.map((one) => [one.agentId, one.sessionId, one.siteKey, one.replies, one.replySeconds]);
  await tx.execute(sql`
    INSERT INTO ${rollupUnassigned} (agent_id, session_id, site_key, replies, reply_seconds) VALUES ${listOf(rows)}
    ON DUPLICATE KEY UPDATE replies = replies + VALUES(replies), reply_seconds = reply_seconds + VALUES(reply_seconds)`);
}

/** Of the replies kept, those in sessions that their agents accepted by assignments of this range. @param agentId null: of all agents */
export const listAcceptedSince = (db: DbOrTx, range: Range, agentId: number | null): Promise<AgentReplies[]> =>
  rowsOf(
    db,
    sql`SELECT u.agent_id agentId, u.session_id sessionId, u.site_key siteKey, u.replies, u.reply_seconds replySeconds
        FROM (
          SELECT DISTINCT a.agent_id, a.session_id FROM ${assignments} a FORCE INDEX (PRIMARY)
          WHERE ${within(sql`a.id`, range)} ${agentId === null ? sql`` : sql`AND a.agent_id = ${agentId}`}
        ) accepted
        STRAIGHT_JOIN ${rollupUnassigned} u ON u.agent_id = accepted.agent_id AND u.session_id = accepted.session_id`,
  );

/** Ends keeping replies by session. */
export async function forgetUnassigned(tx: DbOrTx, replies: readonly AgentReplies[]): Promise<void> {
  if (replies.length === 0) return;
  const keys = listOf(replies.map(({ agentId, sessionId }) => [agentId, sessionId]));
  await tx.execute(sql`DELETE FROM ${rollupUnassigned} WHERE (agent_id, session_id) IN (${keys})`);
}
