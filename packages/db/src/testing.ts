import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, type DatabaseAddress, openDatabase } from "./client";
import { startPrivateDatabase } from "./embedded";
import { migrateDatabase } from "./migrate";

let shared: Promise<Database> | undefined;

/** A migrated database of this test process's own, on a real server that ends with the process. Tests make their own accounts in it. */
export function testDatabase(): Promise<Database> {
  shared ??= start();
  return shared;
}

async function start(): Promise<Database> {
  const address = await testAddress();
  await migrateDatabase(address);
  return openDatabase(address);
}

async function testAddress(): Promise<DatabaseAddress> {
  const directory = await mkdtemp(join(tmpdir(), "chat-test-"));
  process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
  return (await startPrivateDatabase({ directory, database: "chat", durable: false })).address;
}
