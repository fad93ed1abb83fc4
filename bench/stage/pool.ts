// The limits show what the bare driver can do, and growth is seeded by plain SQL: neither is the product's to query.
// biome-ignore lint/style/noRestrictedImports: the one place outside packages/db, see above
import mysql, { type Pool, type ResultSetHeader, type RowDataPacket } from "mysql2/promise";

export type { Pool, ResultSetHeader };

export interface SocketAddress {
  socketPath: string;
  user: string;
  database: string;
}

export const openPool = (address: SocketAddress, connectionLimit: number): Pool =>
  mysql.createPool({ ...address, connectionLimit, charset: "utf8mb4_unicode_ci", trace: false });

/** As the setting `DATABASE_URL` takes it. */
export const urlOf = ({ socketPath, user, database }: SocketAddress) =>
  `mysql://${user}@localhost/${database}?socketPath=${encodeURIComponent(socketPath)}`;

export async function rowsOf<T>(pool: Pool, sql: string, values: unknown[] = []): Promise<T[]> {
  const [rows] = await pool.query<RowDataPacket[]>(sql, values);
  return rows as T[];
}
