import { bigint, datetime, index, int, mysqlEnum, mysqlTable, primaryKey } from "drizzle-orm/mysql-core";
import { exactKey } from "./columns";
import { widgetConfigs } from "./widgets";

// Sums of what was said, so that statistics cost the same after a year as on the first day. Each is worked out from rows whose id
// is at most the cursor's `folded_to`; what came later is read from the rows themselves.

const total = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

const siteKey = () =>
  exactKey("site_key", { length: 255 })
    .notNull()
    .references(() => widgetConfigs.siteKey, { onDelete: "cascade" });

/** One row for each table that is rolled up. Locked while its rows are folded. */
export const rollupCursors = mysqlTable("rollup_cursors", {
  source: mysqlEnum("source", ["messages", "sessions", "assignments", "ratings"]).primaryKey(),
  foldedTo: int("folded_to").notNull().default(0),
  /** Ids up to here were given out long enough ago that what is missing among them is no insert about to happen. */
  settledTo: int("settled_to").notNull().default(0),
  /** The highest id at `seenAt`: what becomes `settledTo` next. */
  seenTo: int("seen_to").notNull().default(0),
  /** In UTC. No TIMESTAMP: without `explicit_defaults_for_timestamp` MariaDB would renew the first of a table at each UPDATE. */
  seenAt: datetime("seen_at", { fsp: 3 }).notNull(),
});

export const rollupWidgets = mysqlTable("rollup_widgets", {
  siteKey: siteKey().primaryKey(),
  chats: total("chats"),
  messages: total("messages"),
  replies: total("replies"),
  replySeconds: total("reply_seconds"),
  ratings: total("ratings"),
  scores: total("scores"),
});

/** By widget too, so that a deleted widget takes its part of an agent's work with it. */
export const rollupAgents = mysqlTable(
  "rollup_agents",
  {
    agentId: int("agent_id").notNull(),
    siteKey: siteKey(),
    chats: total("chats"),
    replies: total("replies"),
    replySeconds: total("reply_seconds"),
    ratings: total("ratings"),
    scores: total("scores"),
  },
  (table) => [primaryKey({ columns: [table.agentId, table.siteKey] }), index("rollup_agents_site").on(table.siteKey)],
);

/** The visitor's messages of a session that nobody has replied to yet: how many, and the sum of their instants in unix seconds. */
export const rollupUnanswered = mysqlTable(
  "rollup_unanswered",
  {
    sessionId: exactKey("session_id", { length: 255 }).primaryKey(),
    /** The widget's key and not the session's is foreign: a foreign key locks its parent, and sessions are locked by who writes into them. */
    siteKey: siteKey(),
    messages: total("messages"),
    instants: total("instants"),
  },
  (table) => [index("rollup_unanswered_site").on(table.siteKey)],
);

/** Replies of agents in sessions they had not accepted when the replies were folded; they count once they have. */
export const rollupUnassigned = mysqlTable(
  "rollup_unassigned",
  {
    agentId: int("agent_id").notNull(),
    sessionId: exactKey("session_id", { length: 255 }).notNull(),
    siteKey: siteKey(),
    replies: total("replies"),
    replySeconds: total("reply_seconds"),
  },
  (table) => [primaryKey({ columns: [table.agentId, table.sessionId] }), index("rollup_unassigned_site").on(table.siteKey)],
);
