import { sql } from "drizzle-orm";
import { boolean, index, int, json, mysqlEnum, mysqlTable, text, timestamp, tinyint, uniqueIndex, varchar } from "drizzle-orm/mysql-core";
import { agents } from "./accounts";
import { createdAt, exactKey, updatedAt } from "./columns";
import { widgetConfigs } from "./widgets";

export const sessions = mysqlTable(
  "sessions",
  {
    id: int("id").autoincrement().primaryKey(),
    sessionId: exactKey("session_id", { length: 255 }).notNull().unique("sessions_session_id_unique"),
    siteKey: exactKey("site_key", { length: 255 })
      .notNull()
      .references(() => widgetConfigs.siteKey, { onDelete: "cascade" }),
    visitorName: varchar("visitor_name", { length: 255 }),
    visitorEmail: varchar("visitor_email", { length: 255 }),
    visitorInfo: json("visitor_info").$type<Record<string, string | number | boolean>>(),
    status: mysqlEnum("status", ["waiting", "active", "closed"]).default("waiting"),
    assignedAgentId: int("assigned_agent_id").references(() => agents.id, { onDelete: "set null" }),
    startedAt: timestamp("started_at").default(sql`CURRENT_TIMESTAMP`),
    endedAt: timestamp("ended_at"),
    aiMode: boolean("ai_mode").default(true),
    escalatedAt: timestamp("escalated_at"),
    /** Grows at each change of owner: an answer asked for in an earlier epoch is not stored. */
    epoch: int("epoch").notNull().default(0),
    visitorSecretHash: varchar("visitor_secret_hash", { length: 64 }),
    escalationReason: varchar("escalation_reason", { length: 500 }),
    /** The site's own id of the user whose session it is, once it was proven. */
    identifiedAs: exactKey("identified_as", { length: 255 }),
    /** Who joined last has proven to be that user. */
    isIdentified: boolean("is_identified").notNull().default(false),
  },
  (table) => [
    index("sessions_queue").on(table.siteKey, table.status, table.escalatedAt, table.id),
    index("sessions_agent").on(table.assignedAgentId, table.status, table.id),
  ],
);

/** Grows with each change of a widget's queue, in the same transaction: what was read at a version is true while it stands. */
export const queueVersions = mysqlTable("queue_versions", {
  siteKey: exactKey("site_key", { length: 255 })
    .primaryKey()
    .references(() => widgetConfigs.siteKey, { onDelete: "cascade" }),
  version: int("version").notNull().default(0),
});

/** One row each time an agent takes a chat: what waiting times and "chats handled" are measured from. */
export const assignments = mysqlTable(
  "assignments",
  {
    id: int("id").autoincrement().primaryKey(),
    sessionId: exactKey("session_id", { length: 255 })
      .notNull()
      .references(() => sessions.sessionId, { onDelete: "cascade" }),
    siteKey: exactKey("site_key", { length: 255 }).notNull(),
    agentId: int("agent_id")
      .notNull()
      .references(() => agents.id, { onDelete: "cascade" }),
    escalatedAt: timestamp("escalated_at").notNull(),
    acceptedAt: timestamp("accepted_at").notNull(),
  },
  (table) => [
    index("assignments_site").on(table.siteKey, table.acceptedAt, table.escalatedAt),
    index("assignments_agent").on(table.agentId, table.sessionId),
    index("assignments_session").on(table.sessionId),
  ],
);

export const ratings = mysqlTable(
  "ratings",
  {
    id: int("id").autoincrement().primaryKey(),
    sessionId: exactKey("session_id", { length: 255 })
      .notNull()
      .references(() => sessions.sessionId, { onDelete: "cascade" }),
    /** The agent who had the chat last, null when only the assistant spoke. */
    agentId: int("agent_id").references(() => agents.id, { onDelete: "set null" }),
    score: tinyint("score").notNull(),
    comment: text("comment"),
    createdAt: createdAt().notNull(),
    updatedAt: updatedAt().notNull(),
  },
  (table) => [uniqueIndex("ratings_session_unique").on(table.sessionId), index("ratings_agent").on(table.agentId)],
);
