import { bigint, index, int, json, mysqlEnum, mysqlTable, text, tinyint, uniqueIndex } from "drizzle-orm/mysql-core";
import { createdAt, exactKey } from "./columns";
import { sessions } from "./sessions";

export interface MessageMetadata {
  offersPerson?: boolean;
  file?: FileMetadata;
  source?: SourceMetadata;
}

/** What an answer of the assistant was taken from. */
export interface SourceMetadata {
  title: string;
}

/** Of a message of type `file`. */
export interface FileMetadata {
  key: string;
  name: string;
  /** Media type, as its bytes say it is. */
  type: string;
  /** In bytes. */
  size: number;
}

export const messages = mysqlTable(
  "messages",
  {
    id: int("id").autoincrement().primaryKey(),
    sessionId: exactKey("session_id", { length: 255 })
      .notNull()
      .references(() => sessions.sessionId, { onDelete: "cascade" }),
    senderType: mysqlEnum("sender_type", ["visitor", "agent", "ai"]).notNull(),
    senderId: int("sender_id"),
    message: text("message").notNull(),
    messageType: mysqlEnum("message_type", ["text", "file", "system"]).default("text"),
    metadata: json("metadata").$type<MessageMetadata>(),
    createdAt: createdAt(),
    clientMessageId: exactKey("client_message_id", { length: 64 }),
  },
  (table) => [
    index("messages_session").on(table.sessionId, table.id),
    uniqueIndex("messages_client_id_unique").on(table.sessionId, table.clientMessageId),
  ],
);

/** One row, changed by whoever has to know that what it read is on the disk: see `passCommitBarrier`. */
export const commitBarrier = mysqlTable("commit_barrier", {
  id: tinyint("id").primaryKey(),
  passed: bigint("passed", { mode: "number" }).notNull(),
});
