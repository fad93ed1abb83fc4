import type { ResultSetHeader } from "../stage/pool";
import { type Line, serveLimit } from "./serve";
import { openLimitTable } from "./table";

/** Limit (c): group commit and nothing else. One flush in flight, begun on `setImmediate`; one INSERT of all that waits, as many rows at most as the product's. */
const ROWS_MAX = 500;

const { pool, table } = openLimitTable();
const statement = `INSERT INTO ${table} (session_id, sender_type, sender_id, message, client_message_id) VALUES ?`;
const waiting: { line: Line; stored: (id: number) => void }[] = [];
let isArmed = false;
let isBusy = false;

serveLimit((line, stored) => {
  waiting.push({ line, stored });
  arm();
});

function arm(): void {
  if (isArmed || isBusy || waiting.length === 0) return;
  isArmed = true;
  setImmediate(() => {
    isArmed = false;
    void flush();
  });
}

async function flush(): Promise<void> {
  isBusy = true;
  const batch = waiting.splice(0, ROWS_MAX);
  const rows = batch.map(({ line }) => [line.sessionId, line.senderType, line.senderId, line.text, line.clientMessageId]);
  const [{ insertId }] = await pool.query<ResultSetHeader>(statement, [rows]);
  // The ids of one INSERT of many rows are consecutive.
  for (const [index, { stored }] of batch.entries()) stored(insertId + index);
  isBusy = false;
  arm();
}
