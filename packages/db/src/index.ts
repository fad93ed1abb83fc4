export { type Database, type DatabaseAddress, type Db, type DbOrTx, openDatabase } from "./client";
export { type PrivateDatabase, startPrivateDatabase } from "./embedded";
export { isDatabaseDown, isDuplicate, isLockWaitTimeout, isRefused, isTransient } from "./errors";
export { pingDatabase } from "./health";
export type { BatchWidget, LockedSession, MessageBatch, MessageBatches } from "./message-batches";
export { migrateDatabase } from "./migrate";
export * from "./queries";
export { type Cursor, fold, type Pace, readCursors } from "./roll-up";
export { withTransaction } from "./transaction";
