import type { Db } from "../client";
import { measureAccounts, type Report } from "../queries";

/** The chats of one account. */
export async function measureAccount(db: Db, accountId: number): Promise<Report> {
  const { widgets: _, ...report } = (await measureAccounts(db, [accountId]))(accountId);
  return report;
}
