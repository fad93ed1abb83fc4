import { sql } from "drizzle-orm";
import { boolean, index, int, mysqlTable, timestamp, varchar } from "drizzle-orm/mysql-core";
import { createdAt, exactKey, updatedAt } from "./columns";

/** Admins. Each is the owner of one account, so a user's id is the tenant's id. */
export const users = mysqlTable("users", {
  id: int("id").autoincrement().primaryKey(),
  username: varchar("username", { length: 100 }).notNull().unique("users_username_unique"),
  email: varchar("email", { length: 255 }).notNull().unique("users_email_unique"),
  password: varchar("password", { length: 255 }).notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  /** Tokens carry it as `ver`; raising it invalidates every token issued before. */
  tokenVersion: int("token_version").notNull().default(1),
});

export const agents = mysqlTable(
  "agents",
  {
    id: int("id").autoincrement().primaryKey(),
    username: varchar("username", { length: 100 }).notNull().unique("agents_username_unique"),
    email: varchar("email", { length: 255 }).notNull().unique("agents_email_unique"),
    passwordHash: varchar("password_hash", { length: 255 }).notNull(),
    fullName: varchar("full_name", { length: 255 }).notNull(),
    isOnline: boolean("is_online").default(false),
    lastActive: timestamp("last_active").default(sql`CURRENT_TIMESTAMP`),
    createdAt: createdAt(),
    isActive: boolean("is_active").default(true),
    /** The account, null only in rows written by an older client of these tables. */
    userId: int("user_id").references(() => users.id, { onDelete: "cascade" }),
    tokenVersion: int("token_version").notNull().default(1),
    /** A deleted agent's row stays, for the chats it signed. */
    deletedAt: timestamp("deleted_at"),
  },
  (table) => [index("agents_user").on(table.userId, table.id)],
);

/** One row for each open connection of an agent. An agent is online while one has not expired. */
export const agentLeases = mysqlTable(
  "agent_leases",
  {
    connectionId: exactKey("connection_id", { length: 64 }).primaryKey(),
    agentId: int("agent_id")
      .notNull()
      .references(() => agents.id, { onDelete: "cascade" }),
    expiresAt: timestamp("expires_at", { fsp: 3 }).notNull(),
  },
  (table) => [index("agent_leases_agent").on(table.agentId, table.expiresAt)],
);
