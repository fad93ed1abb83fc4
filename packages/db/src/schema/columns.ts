import { sql } from "drizzle-orm";
import { customType, timestamp } from "drizzle-orm/mysql-core";

/**
 * A key compared byte for byte. The default collation takes `Ab` for `aB` and ignores trailing
 * spaces, which would let one visitor's session id name another's chat.
 */
export const exactKey = customType<{ data: string; config: { length: number } }>({
  dataType: (config) => `varchar(${config?.length ?? 255}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
});

// Nullable as documented: a row written by an older client of these tables may say NULL. Readers fall back to the default.
export const createdAt = () => timestamp("created_at").default(sql`CURRENT_TIMESTAMP`);
export const updatedAt = () => timestamp("updated_at").default(sql`CURRENT_TIMESTAMP`).onUpdateNow();
