import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPrivateDatabase } from "@chat/db";
import { openPool, type Pool, rowsOf, type SocketAddress } from "./pool";

/** The one database that everything measured here writes to. */
export interface BenchDatabase {
  address: SocketAddress;
  pool: Pool;
  pid: number;
  /** As in `MariaDB 10.11.19, innodb_flush_log_at_trx_commit=1`. */
  describe: string;
  stop(): Promise<void>;
}

const CONNECTIONS = 4;

/** @throws Error when a commit would not be durable, though it was to be */
export async function startDatabase({ durable }: { durable: boolean }): Promise<BenchDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "chat-bench-"));
  const database = await startPrivateDatabase({ directory, database: "chat", durable });
  const pool = openPool(database.address, CONNECTIONS);
  const [facts] = await rowsOf<{ version: string; flush: number }>(
    pool,
    "SELECT @@version AS version, @@innodb_flush_log_at_trx_commit AS flush",
  );
  if (durable && facts?.flush !== 1) throw new Error(`innodb_flush_log_at_trx_commit is ${facts?.flush}: figures would be worth nothing`);
  return {
    address: database.address,
    pool,
    pid: Number(readFileSync(join(directory, "database.pid"), "utf8")),
    describe: `${facts?.version}, innodb_flush_log_at_trx_commit=${facts?.flush}`,
    async stop() {
      await pool.end();
      await database.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
