import type { ResultSetHeader } from "../stage/pool";
import { serveLimit } from "./serve";
import { openLimitTable } from "./table";

/** Limit (b): one awaited INSERT a message, on a pool of ten connections. */
const { pool, table } = openLimitTable();
const statement = `INSERT INTO ${table} (session_id, sender_type, sender_id, message, client_message_id) VALUES (?, ?, ?, ?, ?)`;

serveLimit(async ({ sessionId, senderType, senderId, text, clientMessageId }, stored) => {
  const [header] = await pool.execute<ResultSetHeader>(statement, [sessionId, senderType, senderId, text, clientMessageId]);
  stored(header.insertId);
});
