import { sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { assignments, rollupUnassigned } from "../schema";
import type { AgentReplies } from "./messages";
import type { Replies } from "./replies";
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

/** Of the replies kept, those in sessions that the agent has accepted since. */
export async function sumAcceptedSince(db: DbOrTx, agentId: number): Promise<Replies> {
  const [row] = await rowsOf<{ replies: string | null; replySeconds: string | null }>(
    db,
    sql`SELECT SUM(u.replies) replies, SUM(u.reply_seconds) replySeconds FROM ${rollupUnassigned} u
        WHERE u.agent_id = ${agentId}
          AND EXISTS (SELECT 1 FROM ${assignments} a WHERE a.agent_id = u.agent_id AND a.session_id = u.session_id)`,
  );
  return { replies: Number(row?.replies ?? 0), replySeconds: Number(row?.replySeconds ?? 0) };
}
