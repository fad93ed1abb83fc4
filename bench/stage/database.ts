import { readFileSync } from "node:fs";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPrivateDatabase } from "@chat/db";
import { openPool, type Pool, rowsOf, type SocketAddress } from "./pool";

/** The one database that everything measured here writes to. */
export interface BenchDatabase {
  address: SocketAddress;
  pool: Pool;
  pid: number;
  /** As in `10.11.14-MariaDB with innodb_flush_log_at_trx_commit=1`. */
  describe: string;
  stop(): Promise<void>;
}

const CONNECTIONS = 4;
/** `TMPFS_MAGIC` of Linux. */
const TMPFS = 0x01021994;

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
    describe: `${nameOf(facts?.version ?? "")} with innodb_flush_log_at_trx_commit=${facts?.flush}${await inMemory(directory)}`,
    async stop() {
      await pool.end();
      await database.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** MariaDB says its name with its version, MySQL does not. */
const nameOf = (version: string) => (version.includes("MariaDB") ? version : `MySQL ${version}`);

/** A flush is worth nothing, and costs nothing, where there is no disk: whoever reads the figures is to know. */
const inMemory = async (directory: string) => ((await statfs(directory)).type === TMPFS ? " on a file system in memory" : "");
