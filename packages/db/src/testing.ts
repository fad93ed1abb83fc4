import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, type DatabaseAddress, openDatabase } from "./client";
import { startPrivateDatabase } from "./embedded";
import { migrateDatabase } from "./migrate";
import { atEnd } from "./testing/at-end";
import { type CuttingProxy, openCuttingProxy } from "./testing/cutting-proxy";
import { createDatabase, dropDatabases, givenServerUrl } from "./testing/given-server";

export { openDatabase } from "./client";
export { canGuard } from "./embedded/launch";
export { atEnd, createDatabase, dropDatabases, givenServerUrl };

interface TestServer {
  /** Of the process's own database. */
  address: DatabaseAddress;
  /** Makes one more. */
  create(database: string): Promise<DatabaseAddress>;
}

let server: Promise<TestServer> | undefined;
let shared: Promise<Database> | undefined;
let databases = 0;

/** A migrated database of this test process's own, on a real server that ends with the process. Tests make their own accounts in it. */
export function testDatabase(): Promise<Database> {
  shared ??= start();
  return shared;
}

async function start(): Promise<Database> {
  const { address } = await testServer();
  await migrateDatabase(address);
  return openDatabase(address);
}

/** Another way to this process's own database, that loses answers when it is told to. */
export async function cuttingProxy(): Promise<CuttingProxy> {
  const { address } = await testServer();
  return openCuttingProxy(address);
}

/** A database without tables on the same server. */
export async function emptyDatabase(): Promise<DatabaseAddress> {
  return (await testServer()).create(`empty_${++databases}`);
}

/** A database of its own on the same server, with our tables, for what depends on all that was written. Its owner closes it. */
export async function ownDatabase(): Promise<Database & { readonly address: DatabaseAddress }> {
  const address = await emptyDatabase();
  await migrateDatabase(address);
  return { address, ...openDatabase(address) };
}

function testServer(): Promise<TestServer> {
  const url = givenServerUrl();
  server ??= url === null ? startServer() : useServer(url);
  return server;
}

async function startServer(): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), "chat-test-"));
  const { address, stop } = await startPrivateDatabase({ directory, database: "chat", durable: false });
  atEnd(async () => {
    await stop();
    await rm(directory, { recursive: true, force: true });
  });
  return {
    address,
    async create(database) {
      const { db } = await testDatabase();
      await db.execute(`CREATE DATABASE ${database}`);
      return { ...address, database };
    },
  };
}

async function useServer(url: string): Promise<TestServer> {
  const own = `chat_test_${process.pid}_${Date.now().toString(36)}`;
  const made: string[] = [];
  atEnd(() => dropDatabases(url, made));
  const create = async (database: string) => {
    made.push(database);
    return { uri: await createDatabase(url, database) };
  };
  return { address: await create(own), create: (database) => create(`${own}_${database}`) };
}
