import { type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";

/** The rows of a statement that the query builder has no words for. `T` is what the statement selects. */
export async function rowsOf<T>(db: DbOrTx, statement: SQL): Promise<T[]> {
  const [rows] = (await db.execute(statement)) as unknown as [T[]];
  return rows;
}

type Value = string | number;

/** For `IN (...)` and `VALUES ...`: the driver itself writes an array as a list, and an array of arrays as rows, which thousands of parameters are too slow for. */
export const listOf = (values: readonly Value[] | readonly (readonly Value[])[]): SQL => sql`${sql.param(values)}`;
