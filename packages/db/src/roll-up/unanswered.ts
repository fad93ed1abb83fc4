import { sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { rollupUnanswered } from "../schema";
import type { Conversation } from "./messages";
import { listOf } from "./statements";

/** Keeps what each session leaves open, and nothing of those that leave nothing open. @param isKept whether the session's widget is still there */
export async function keepUnanswered(
  tx: DbOrTx,
  { before, after, siteKeys }: Conversation,
  isKept: (of: { siteKey: string }) => boolean,
): Promise<void> {
  const changed = [...after].flatMap(([sessionId, { messages, instants }]) => {
    const earlier = before.get(sessionId);
    const siteKey = siteKeys.get(sessionId) as string;
    const isChanged = earlier?.messages !== messages || earlier.instants !== instants;
    return isChanged && isKept({ siteKey }) ? [{ sessionId, siteKey, messages, instants }] : [];
  });
  const open = changed.filter(({ messages }) => messages > 0);
  if (open.length > 0) {
    const rows = open.map(({ sessionId, siteKey, messages, instants }) => [sessionId, siteKey, messages, instants]);
    await tx.execute(sql`
      INSERT INTO ${rollupUnanswered} (session_id, site_key, messages, instants) VALUES ${listOf(rows)}
      ON DUPLICATE KEY UPDATE messages = VALUES(messages), instants = VALUES(instants)`);
  }
  const answered = changed.filter(({ messages }) => messages === 0).map(({ sessionId }) => sessionId);
  if (answered.length > 0) await tx.execute(sql`DELETE FROM ${rollupUnanswered} WHERE session_id IN (${listOf(answered)})`);
}
