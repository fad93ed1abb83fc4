import { isDatabaseDown, pingDatabase } from "@chat/db";
import type { Deps } from "./deps";
import { Unavailable } from "./errors";

/** @throws Unavailable DATABASE_DOWN */
export async function checkHealth(deps: Deps): Promise<void> {
  try {
    await pingDatabase(deps.db);
  } catch (error) {
    throw explain(error);
  }
}

export const databaseDown = () => new Unavailable("DATABASE_DOWN", "Service temporarily unavailable, please try again");

/** What went wrong in the words of the core: an unreachable database is no defect, and no transport knows its driver. */
export const explain = (error: unknown): unknown => (isDatabaseDown(error) ? databaseDown() : error);
