import type { Db } from "@chat/db";
import type { QueuePage, QueueStats } from "../../contract";
import { createAccountStats } from "./account-stats";
import { createLines, type Lines } from "./lines";
import { createPages } from "./pages";
import { createWaits, type Waits } from "./waits";

/** What one process knows of the queues. Rows and their versions alone say what is true: several processes need not hear of each other. */
export interface Queues {
  readonly lines: Lines;
  readonly waits: Waits;
  /** Without `page` the first, of which all who ask at once get the same object. */
  page(accountId: number, page?: { page: number; limit: number }): Promise<QueuePage>;
  accountStats(accountId: number): Promise<QueueStats>;
}

export function createQueues(db: Db, now: () => Date): Queues {
  const lines = createLines(db);
  const waits = createWaits(db, now);
  return { lines, waits, page: createPages(db, lines), accountStats: createAccountStats(db, lines, waits) };
}
