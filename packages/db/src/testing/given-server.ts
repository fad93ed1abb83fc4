import { createConnection } from "mysql2/promise";

// Tests run on a private MariaDB. Given the URL of a server instead, they make databases of their own there, and drop them.

/** A server's URL without a database, as `mysql://root@127.0.0.1:3306`; null when the tests start their own. */
export const givenServerUrl = (): string | null => process.env.TEST_DATABASE_URL?.replace(/\/+$/, "") || null;

/** @returns its URL. One that is there already is left as it is. */
export async function createDatabase(serverUrl: string, database: string): Promise<string> {
  await run(serverUrl, "CREATE DATABASE IF NOT EXISTS ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci", [database]);
  return `${serverUrl}/${database}`;
}

export async function dropDatabases(serverUrl: string, databases: string[]): Promise<void> {
  for (const database of databases) await run(serverUrl, "DROP DATABASE IF EXISTS ??", [database]);
}

async function run(serverUrl: string, statement: string, names: string[]): Promise<void> {
  const connection = await createConnection({ uri: serverUrl });
  try {
    await connection.query(statement, names);
  } finally {
    await connection.end();
  }
}
