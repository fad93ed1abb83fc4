export { type Database, type DatabaseAddress, type Db, type DbOrTx, openDatabase } from "./client";
export { type PrivateDatabase, startPrivateDatabase } from "./embedded";
export { isDatabaseDown, isDuplicate, isLockWaitTimeout, isRefused, isTransient } from "./errors";
export { pingDatabase } from "./health";
export type { BatchRows, BatchWidget, LockedSession, MessageBatch, MessageBatches, NewestIds } from "./message-batches/batch";
export { migrateDatabase } from "./migrate";
export * from "./queries";
export { type Cursor, fold, type Pace, readCursors } from "./roll-up";
export { withTransaction } from "./transaction";
