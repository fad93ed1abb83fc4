import { expect, test } from "bun:test";
import { type DatabaseAddress, openDatabase } from "./client";
import { migrateDatabase } from "./migrate";
import { emptyDatabase, testDatabase } from "./testing";

// The server starts here, so that no test waits for it.
await testDatabase();

async function tablesOf(address: DatabaseAddress): Promise<string[]> {
  const database = openDatabase(address);
  const [rows] = await database.db.execute(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1",
  );
  await database.close();
  return (rows as unknown as { name: string }[]).map((row) => row.name);
}

const DOCUMENTED = ["agents", "messages", "sessions", "users", "widget_configs"];

test("an empty database gets its tables, and migrating again changes nothing", async () => {
  const address = await emptyDatabase();
  await migrateDatabase(address);
  const tables = await tablesOf(address);
  expect(tables).toEqual(expect.arrayContaining(DOCUMENTED));
  await migrateDatabase(address);
  expect(await tablesOf(address)).toEqual(tables);
});

test("three servers that start together migrate once", async () => {
  const address = await emptyDatabase();
  await Promise.all([migrateDatabase(address), migrateDatabase(address), migrateDatabase(address)]);
  expect(await tablesOf(address)).toEqual(expect.arrayContaining(DOCUMENTED));
});

test("two databases of one server do not wait for each other", async () => {
  const addresses = await Promise.all([emptyDatabase(), emptyDatabase()]);
  await Promise.all(addresses.map(migrateDatabase));
  for (const address of addresses) expect(await tablesOf(address)).toEqual(expect.arrayContaining(DOCUMENTED));
});
