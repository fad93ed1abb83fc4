import { index, int, mysqlEnum, mysqlTable, timestamp, tinyint, uniqueIndex, varchar } from "drizzle-orm/mysql-core";
import { exactKey } from "./columns";
import { sessions } from "./sessions";

/** What is to be mailed about a chat. What it says is read from the chat when it is sent. */
export const mails = mysqlTable(
  "mails",
  {
    id: int("id").autoincrement().primaryKey(),
    sessionId: exactKey("session_id", { length: 255 })
      .notNull()
      .references(() => sessions.sessionId, { onDelete: "cascade" }),
    /** In its session: the same mail is stored once. */
    mailKey: exactKey("mail_key", { length: 64 }).notNull(),
    /** The session's: how many of a widget are sent is counted by it. */
    siteKey: exactKey("site_key", { length: 255 }).notNull(),
    kind: mysqlEnum("kind", ["left_message", "transcript"]).notNull(),
    /** NULL: whoever is the account's admin when it is sent. */
    recipient: varchar("recipient", { length: 255 }),
    /** The message that was left; of a transcript the last one in it. */
    messageId: int("message_id").notNull(),
    state: mysqlEnum("state", ["pending", "sent", "dead"]).notNull().default("pending"),
    /** How often it was tried, one that runs included. */
    attempts: tinyint("attempts").notNull().default(0),
    /** Whose attempt runs, or was the last. */
    claim: exactKey("claim", { length: 32 }),
    /** When to try it, or to take it for abandoned by who claimed it; of one that is done, when to delete it. By the database's clock. */
    dueAt: timestamp("due_at", { fsp: 3 }).notNull(),
    createdAt: timestamp("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("mails_key_unique").on(table.sessionId, table.mailKey),
    index("mails_due").on(table.state, table.dueAt),
    index("mails_site").on(table.siteKey, table.kind, table.createdAt),
  ],
);
