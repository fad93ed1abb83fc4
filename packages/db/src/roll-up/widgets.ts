import { sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { widgetConfigs } from "../schema";
import { listOf, rowsOf } from "./statements";

interface OfWidget {
  siteKey: string;
}

/**
 * Keeps widgets from being deleted until the end of the transaction. Before any sum is touched: a deletion takes the widget first and
 * its sums afterwards, and two who lock in one order cannot lock each other out.
 * @returns whether the widget of something is still there
 */
export async function lockWidgets(tx: DbOrTx, of: readonly OfWidget[]): Promise<(one: OfWidget) => boolean> {
  const wanted = [...new Set(of.map(({ siteKey }) => siteKey))];
  if (wanted.length === 0) return () => false;
  const rows = await rowsOf<OfWidget>(
    tx,
    sql`SELECT site_key siteKey FROM ${widgetConfigs} WHERE site_key IN (${listOf(wanted)}) ORDER BY site_key LOCK IN SHARE MODE`,
  );
  const there = new Set(rows.map(({ siteKey }) => siteKey));
  return ({ siteKey }) => there.has(siteKey);
}
