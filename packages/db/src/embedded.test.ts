import { afterAll, beforeAll, expect, test } from "bun:test";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { type PrivateDatabase, startPrivateDatabase } from "./embedded";
import { findServerProgram } from "./embedded/program";

const root = mkdtempSync(join(tmpdir(), "embedded-"));
const started: PrivateDatabase[] = [];
const children: Bun.Subprocess[] = [];

beforeAll(async () => {
  const made = await startPrivateDatabase({ directory: join(root, "made"), database: "chat", durable: false });
  await made.stop();
});

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(started.map((database) => database.stop()));
  rmSync(root, { recursive: true, force: true });
});

/** A folder whose database has been made before: making one takes most of a first start. */
function madeFolder(name: string): string {
  const directory = join(root, name);
  cpSync(join(root, "made"), directory, { recursive: true });
  return directory;
}

async function start(directory: string): Promise<PrivateDatabase> {
  const database = await startPrivateDatabase({ directory, database: "chat", durable: false });
  started.push(database);
  return database;
}

async function query(database: PrivateDatabase, sql: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(database.address);
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return rows;
  } finally {
    connection.destroy();
  }
}

/** Asks again until the answer holds; the test's own time limit bounds it. */
async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (;;) {
    const holds = await Promise.resolve()
      .then(condition)
      .catch(() => false);
    if (holds) return;
    await new Promise(setImmediate);
  }
}

/** A server process of its own on that folder, which has run the statements once this resolves. */
async function startElsewhere(directory: string, ...statements: string[]): Promise<Bun.Subprocess> {
  const source = `
    import { createConnection } from "mysql2/promise";
    import { startPrivateDatabase } from "./embedded";
    const database = await startPrivateDatabase({ directory: process.argv[1], database: "chat" });
    const connection = await createConnection(database.address);
    for (const statement of process.argv.slice(2)) await connection.query(statement);
    console.log("done");
    setInterval(() => {}, 60_000);`;
  const child = Bun.spawn([process.execPath, "-e", source, directory, ...statements], {
    cwd: import.meta.dir,
    stdout: "pipe",
    stderr: "inherit",
  });
  children.push(child);
  const { value } = await child.stdout.getReader().read();
  expect(new TextDecoder().decode(value)).toBe("done\n");
  return child;
}

function databasePid(directory: string): number {
  return Number(readFileSync(join(directory, "database.pid"), "utf8"));
}

async function killAndWait(child: Bun.Subprocess): Promise<void> {
  child.kill("SIGKILL");
  await child.exited;
}

test("a private database starts in UTC, in utf8mb4, in MySQL's strict mode and without a network port", async () => {
  const database = await start(madeFolder("plain"));
  const [row] = await query(
    database,
    "SELECT @@time_zone AS zone, @@collation_database AS collation, @@sql_mode AS mode, @@skip_networking AS isClosed, '🦊' AS fox",
  );
  expect(row).toMatchObject({ zone: "+00:00", collation: "utf8mb4_unicode_ci", isClosed: 1, fox: "🦊" });
  expect(row?.mode).toContain("STRICT_TRANS_TABLES");
});

test("two starts on one folder share one database, also when it is first made", async () => {
  const directory = join(root, "shared");
  const [first, second] = await Promise.all([start(directory), start(directory)]);
  await query(first, "CREATE TABLE shared_rows (id INT PRIMARY KEY)");
  await query(first, "INSERT INTO shared_rows VALUES (7)");
  expect(await query(second, "SELECT id FROM shared_rows")).toMatchObject([{ id: 7 }]);
});

test("a database outlives the stop of one of the two that share it", async () => {
  const directory = madeFolder("outlived");
  const first = await start(directory);
  const second = await start(directory);
  await query(first, "CREATE TABLE kept (id INT PRIMARY KEY)");
  await first.stop();
  await eventually(async () => (await query(second, "SELECT id FROM kept")).length === 0);
});

test("rows survive kill -9 of the server, and the next start need not wait for its database to end", async () => {
  const directory = madeFolder("killed");
  const child = await startElsewhere(directory, "CREATE TABLE kept (id INT PRIMARY KEY)", "INSERT INTO kept VALUES (1), (2)");
  await killAndWait(child);
  const database = await start(directory);
  expect(await query(database, "SELECT COUNT(*) AS total FROM kept")).toMatchObject([{ total: 2 }]);
});

test("a database ends with the server that was killed", async () => {
  const directory = madeFolder("orphan");
  const child = await startElsewhere(directory);
  const pidFile = join(directory, "database.pid");
  expect(existsSync(pidFile)).toBe(true);
  await killAndWait(child);
  // Removed at the end of an orderly shutdown.
  await eventually(() => !existsSync(pidFile));
});

test("a server that shares a database takes it over when the other is killed", async () => {
  const directory = madeFolder("taken-over");
  const owner = await startElsewhere(directory, "CREATE TABLE kept (id INT PRIMARY KEY)", "INSERT INTO kept VALUES (1)");
  const database = await start(directory);
  const before = databasePid(directory);
  await killAndWait(owner);
  await eventually(() => databasePid(directory) !== before);
  await eventually(async () => (await query(database, "SELECT id FROM kept")).length === 1);
});

test("a database that was killed is started again", async () => {
  const directory = madeFolder("supervised");
  const database = await start(directory);
  await query(database, "CREATE TABLE kept (id INT PRIMARY KEY)");
  const before = databasePid(directory);
  process.kill(before, "SIGKILL");
  await eventually(() => databasePid(directory) !== before);
  await eventually(async () => (await query(database, "SELECT id FROM kept")).length === 0);
});

test("a first start that was killed halfway is made good by the next", async () => {
  const directory = join(root, "halfway");
  const source = `import { startPrivateDatabase } from "./embedded"; await startPrivateDatabase({ directory: process.argv[1], database: "chat" });`;
  const child = Bun.spawn([process.execPath, "-e", source, directory], { cwd: import.meta.dir });
  children.push(child);
  await eventually(() => existsSync(join(directory, "data.unfinished")));
  await killAndWait(child);
  expect(existsSync(join(directory, "data"))).toBe(false);
  const database = await start(directory);
  expect(await query(database, "SELECT 1 AS one")).toMatchObject([{ one: 1 }]);
  expect(existsSync(join(directory, "data.unfinished"))).toBe(false);
});

test("a folder with a long or quoted name works all the same", async () => {
  const database = await start(join(root, `it's ${"long ".repeat(30)}`));
  expect(await query(database, "SELECT 1 AS one")).toMatchObject([{ one: 1 }]);
  rmSync(join(database.address.socketPath, ".."), { recursive: true, force: true });
});

test("a machine without a database program is told what to install", () => {
  expect(() => findServerProgram(root)).toThrow(
    /^No database server found: install one \(apt-get install [^\n]+ or set DATABASE_URL[^\n]+$/,
  );
});
