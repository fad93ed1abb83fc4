import { and, asc, count, eq, gt, isNotNull, isNull, lt } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { type FileMetadata, files, messages, sessions } from "../schema";

export interface NewFile extends FileMetadata {
  sessionId: string;
  /** What its message is known by in the session. */
  clientMessageId: string;
  createdAt: Date;
}

/** Holds a session until the transaction ends, so that who counts its files takes turns. False when there is none. */
export async function lockSession(tx: DbOrTx, sessionId: string): Promise<boolean> {
  const rows = await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.sessionId, sessionId)).for("update");
  return rows.length === 1;
}

/** How many files a session was sent after `since`. */
export async function countFilesAfter(db: DbOrTx, sessionId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ files: count() })
    .from(files)
    .where(and(eq(files.sessionId, sessionId), gt(files.createdAt, since)));
  return row?.files ?? 0;
}

export async function insertFile(db: DbOrTx, { key, type, ...file }: NewFile): Promise<void> {
  await db.insert(files).values({ ...file, fileKey: key, mediaType: type });
}

/** The message that shows the file is stored. */
export async function noteMessageOfFile(db: DbOrTx, key: string, messageId: number): Promise<void> {
  await db.update(files).set({ messageId }).where(eq(files.fileKey, key));
}

/** A file of any account whose chat is still there: the key is what allows to read it. */
export async function findFile(db: DbOrTx, key: string): Promise<FileMetadata | undefined> {
  const rows = await db
    .select({ key: files.fileKey, name: files.name, type: files.mediaType, size: files.size })
    .from(files)
    .where(and(eq(files.fileKey, key), isNotNull(files.sessionId)));
  return rows[0];
}

export async function deleteFile(db: DbOrTx, key: string): Promise<void> {
  await db.delete(files).where(eq(files.fileKey, key));
}

/** Keys of files whose chats are gone, at most `limit`. */
export async function listAbandonedFiles(db: DbOrTx, limit: number): Promise<string[]> {
  const rows = await db.select({ key: files.fileKey }).from(files).where(isNull(files.sessionId)).limit(limit);
  return rows.map(({ key }) => key);
}

export interface PendingFile {
  key: string;
  /** The message that is known as its own is to be. Null: there is none. */
  message: { id: number; fileKey: string | null } | null;
}

/** Files sent before `before` of which nobody noted that their message is stored, oldest first, at most `limit`. */
export async function listPendingFiles(db: DbOrTx, before: Date, limit: number): Promise<PendingFile[]> {
  const rows = await db
    .select({ key: files.fileKey, messageId: messages.id, metadata: messages.metadata })
    .from(files)
    .leftJoin(messages, and(eq(messages.sessionId, files.sessionId), eq(messages.clientMessageId, files.clientMessageId)))
    .where(and(isNull(files.messageId), isNotNull(files.sessionId), lt(files.createdAt, before)))
    .orderBy(asc(files.createdAt))
    .limit(limit);
  return rows.map(({ key, messageId, metadata }) => ({
    key,
    message: messageId === null ? null : { id: messageId, fileKey: metadata?.file?.key ?? null },
  }));
}
