import { index, int, mysqlTable, timestamp, uniqueIndex, varchar } from "drizzle-orm/mysql-core";
import { exactKey } from "./columns";
import { sessions } from "./sessions";

/** What a visitor sent beside text. The bytes lie on the disk, by the key; the row comes before them and goes after them. */
export const files = mysqlTable(
  "files",
  {
    id: int("id").autoincrement().primaryKey(),
    /** The capability to read it: whoever knows it may. */
    fileKey: exactKey("file_key", { length: 32 }).notNull(),
    /** NULL: the chat is gone, and the bytes are to go. */
    sessionId: exactKey("session_id", { length: 255 }).references(() => sessions.sessionId, { onDelete: "set null" }),
    /** What the message that shows it is known by in its session. */
    clientMessageId: exactKey("client_message_id", { length: 64 }).notNull(),
    /** NULL until that message is stored, and for ever when a crash came between. */
    messageId: int("message_id"),
    name: varchar("name", { length: 255 }).notNull(),
    mediaType: varchar("media_type", { length: 127 }).notNull(),
    size: int("size").notNull(),
    createdAt: timestamp("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("files_key_unique").on(table.fileKey),
    index("files_session").on(table.sessionId, table.createdAt),
    index("files_pending").on(table.messageId, table.createdAt),
  ],
);
