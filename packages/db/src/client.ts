import type { Socket } from "node:net";
import { drizzle, type MySql2Database } from "drizzle-orm/mysql2";
import mysql from "mysql2/promise";
import type { MessageBatches } from "./message-batches/batch";
import { openMessageBatches } from "./message-batches/open";
import * as schema from "./schema";

export type DatabaseAddress = { uri: string } | { socketPath: string; user: string; database: string };

export type Db = MySql2Database<typeof schema>;
type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** What a query runs on: the pool, or the transaction it takes part in. */
export type DbOrTx = Db | Tx;

export interface Database {
  readonly db: Db;
  readonly batches: MessageBatches;
  close(): Promise<void>;
}

const POOL_CONNECTIONS = 10;
/** Longer than a statement may wait for a lock. */
const SILENT_MS = 15_000;

/** How each connection is set, whatever the server's own settings are. */
export const SESSION = [
  // The driver's own `timezone` leaves the server's session zone alone, and DEFAULT CURRENT_TIMESTAMP would be skewed by it.
  "time_zone = '+00:00'",
  // With it, MySQL intersects a session's unique key with the key of its state, and an UPDATE of one session locks every one of that state.
  "optimizer_switch = 'index_merge_intersection=off'",
  // MySQL's own defaults, on every server. Without the strict ones a long value is cut in silence; with NO_BACKSLASH_ESCAPES or
  // ANSI_QUOTES, which a server may have, what the driver escapes would end its text early.
  "sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
  // A statement alone is a transaction of its own, and has been committed when it is answered.
  "autocommit = 1",
  // Seconds. No transaction of ours is long: who holds a row for more is stuck, and 50 is more than a visitor waits.
  "innodb_lock_wait_timeout = 10",
].join(", ");

export function openDatabase(address: DatabaseAddress): Database {
  const pool = mysql.createPool({
    ...connectionOptions(address),
    connectionLimit: POOL_CONNECTIONS,
    supportBigNumbers: true,
    // The stack of every statement, taken before it is sent, would be for errors alone; Drizzle's own error names the statement and who asked.
    trace: false,
  });
  pool.pool.on("connection", (connection) => connection.query(`SET ${SESSION}`));
  endSilentConnections(pool.pool);
  const batches = openMessageBatches(connectionOptions(address), SESSION);
  const close = () => Promise.all([pool.end(), batches.close()]).then(() => {});
  return { db: drizzle(pool, { schema, mode: "default" }), batches, close };
}

/** A connection in use that says nothing for so long has no database behind it any more: else nobody would be told for many minutes. */
function endSilentConnections(pool: mysql.Pool["pool"]): void {
  const streamOf = (connection: unknown) => (connection as { stream: Socket }).stream;
  pool.on("connection", (connection) => {
    const stream = streamOf(connection);
    stream.on("timeout", () => stream.destroy(Object.assign(new Error("the database says nothing"), { code: "ETIMEDOUT" })));
  });
  pool.on("acquire", (connection) => streamOf(connection).setTimeout(SILENT_MS));
  pool.on("release", (connection) => streamOf(connection).setTimeout(0));
}

export function connectionOptions(address: DatabaseAddress): mysql.ConnectionOptions {
  return "uri" in address ? { uri: address.uri, charset: "utf8mb4_unicode_ci" } : { ...address, charset: "utf8mb4_unicode_ci" };
}
