import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/mysql2";
import { migrate } from "drizzle-orm/mysql2/migrator";
import mysql, { type RowDataPacket } from "mysql2/promise";
import { connectionOptions, type DatabaseAddress, SESSION } from "./client";

const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));
const LOCK_SECONDS = 60;

/**
 * Brings the tables up to date. Servers that start together take turns: the lock and the migrations share one connection,
 * so a server that dies halfway frees the lock with it.
 * @throws Error when another server holds the lock for more than 60 seconds
 */
export async function migrateDatabase(address: DatabaseAddress): Promise<void> {
  const connection = await mysql.createConnection(connectionOptions(address));
  try {
    await connection.query(`SET ${SESSION}`);
    // A lock is the server's, not the database's: the name carries the database.
    const [rows] = await connection.query<RowDataPacket[]>(
      "SELECT GET_LOCK(CONCAT('chat.migrate.', LEFT(SHA2(DATABASE(), 256), 32)), ?) AS taken",
      [LOCK_SECONDS],
    );
    if (rows[0]?.taken !== 1) throw new Error(`another server has been migrating for ${LOCK_SECONDS} seconds`);
    await migrate(drizzle(connection), { migrationsFolder });
  } finally {
    await connection.end();
  }
}
