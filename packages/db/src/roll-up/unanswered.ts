import { sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { rollupUnanswered } from "../schema";
import type { Conversation } from "./messages";

/** Keeps what each session leaves open, and nothing of those that leave nothing open. */
export async function keepUnanswered(tx: DbOrTx, { before, after }: Conversation): Promise<void> {
  const changed = [...after].filter(([sessionId, { messages, instants }]) => {
    const earlier = before.get(sessionId);
    return earlier?.messages !== messages || earlier.instants !== instants;
  });
  const open = changed.filter(([, { messages }]) => messages > 0);
  if (open.length > 0) {
    const rows = open.map(([sessionId, { siteKey, messages, instants }]) => sql`(${sessionId}, ${siteKey}, ${messages}, ${instants})`);
    await tx.execute(sql`
      INSERT INTO ${rollupUnanswered} (session_id, site_key, messages, instants) VALUES ${sql.join(rows, sql`,`)}
      ON DUPLICATE KEY UPDATE messages = VALUES(messages), instants = VALUES(instants)`);
  }
  const answered = changed.flatMap(([sessionId, { messages }]) => (messages === 0 ? [sql`${sessionId}`] : []));
  if (answered.length > 0) await tx.execute(sql`DELETE FROM ${rollupUnanswered} WHERE session_id IN (${sql.join(answered, sql`,`)})`);
}
