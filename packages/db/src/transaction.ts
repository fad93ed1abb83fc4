import type { Db, DbOrTx } from "./client";
import { isTransient } from "./errors";

const ATTEMPTS = 5;

/** Runs `work` in one transaction, again from the start when the database chose it as a deadlock's victim. */
export async function withTransaction<T>(db: Db, work: (tx: DbOrTx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction((tx) => work(tx));
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
    }
  }
}

/** Reads everything as it stood at the first read, whatever is committed meanwhile. */
export function withSnapshot<T>(db: Db, work: (tx: DbOrTx) => Promise<T>): Promise<T> {
  return db.transaction((tx) => work(tx), { isolationLevel: "repeatable read", accessMode: "read only" });
}
