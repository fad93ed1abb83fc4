import mysql from "mysql2/promise";
import type { MessageBatches } from "./batch";
import { beginBatch } from "./begin";
import { linkOn } from "./link";
import { storeUnchanged } from "./store-unchanged";

/** A statement waits so long for a row that another transaction holds. */
const LOCK_WAIT_SECONDS = 1;

/** Batches on a connection of their own, one at a time. @param session what each connection sets first */
export function openMessageBatches(options: mysql.ConnectionOptions, session: string): MessageBatches {
  const pool = mysql.createPool({ ...options, connectionLimit: 1, multipleStatements: true, supportBigNumbers: true, trace: false });
  /** From one id to the next in an INSERT of several rows, as the connection began with it. */
  let idStep = 1;
  pool.pool.on("connection", (connection) => {
    connection.query(`SET ${session}`);
    // Locks of rows alone: locking a session that does not exist would else lock the gap in which another is about to begin.
    connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    connection.query(`SET SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}`);
    connection.query("SELECT @@auto_increment_increment AS step", (error, rows) => {
      // With a wrong one every message would be told by another's id.
      if (error) return connection.destroy();
      idStep = Number((rows as { step: unknown }[])[0]?.step);
    });
  });
  // The ids of one INSERT ... VALUES of known length follow each other, whatever others insert meanwhile and whatever is selected in it.
  const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index * idStep);
  return {
    close: () => pool.end(),
    async begin(request) {
      const link = linkOn(await pool.getConnection());
      try {
        return await beginBatch(link, request, idsFrom);
      } catch (error) {
        await link.cancel();
        throw error;
      }
    },
    async storeUnchanged(seen, withNewest, rows, onSend) {
      const link = linkOn(await pool.getConnection());
      onSend();
      return storeUnchanged(link, seen, withNewest, rows, idsFrom);
    },
  };
}
