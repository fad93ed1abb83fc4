import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, type DatabaseAddress, openDatabase } from "./client";
import { startPrivateDatabase } from "./embedded";
import { migrateDatabase } from "./migrate";

let server: Promise<DatabaseAddress> | undefined;
let shared: Promise<Database> | undefined;
let databases = 0;

/** A migrated database of this test process's own, on a real server that ends with the process. Tests make their own accounts in it. */
export function testDatabase(): Promise<Database> {
  shared ??= start();
  return shared;
}

async function start(): Promise<Database> {
  const address = await testServer();
  await migrateDatabase(address);
  return openDatabase(address);
}

/** A database without tables on the same server. */
export async function emptyDatabase(): Promise<DatabaseAddress> {
  const [address, { db }] = await Promise.all([testServer(), testDatabase()]);
  const database = `empty_${++databases}`;
  await db.execute(`CREATE DATABASE ${database}`);
  return { ...address, database };
}

function testServer(): Promise<DatabaseAddress> {
  server ??= startServer();
  return server;
}

async function startServer(): Promise<DatabaseAddress> {
  const directory = await mkdtemp(join(tmpdir(), "chat-test-"));
  process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
  return (await startPrivateDatabase({ directory, database: "chat", durable: false })).address;
}
