import { type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { rollupAgents, rollupCursors, rollupWidgets, widgetConfigs } from "../schema";
import type { Source } from "./cursor";
import type { Range } from "./messages";
import { rowsOf } from "./statements";
import { type Sums, totalOf } from "./sums";

/** What follows the sums kept, of each table. Read in one snapshot with the sums. */
export async function readTails(tx: DbOrTx): Promise<Record<Source, Range>> {
  const rows = await rowsOf<{ source: Source; foldedTo: number }>(tx, sql`SELECT source, folded_to foldedTo FROM ${rollupCursors}`);
  const tails = new Map(rows.map(({ source, foldedTo }) => [source, { after: foldedTo, to: null }]));
  const tailOf = (source: Source): Range => tails.get(source) ?? { after: 0, to: null };
  return { messages: tailOf("messages"), sessions: tailOf("sessions"), assignments: tailOf("assignments"), ratings: tailOf("ratings") };
}

type SumRow = { [K in keyof Sums]?: string | null };

async function readSums(tx: DbOrTx, from: SQL, columns: SQL): Promise<Sums> {
  const rows = await rowsOf<SumRow>(
    tx,
    sql`SELECT SUM(r.chats) chats, SUM(r.replies) replies, SUM(r.reply_seconds) replySeconds, SUM(r.ratings) ratings, SUM(r.scores) scores ${columns} ${from}`,
  );
  return totalOf(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, sum]) => [name, Number(sum ?? 0)]))));
}

/** Of the account's widgets. */
export const readSumsOfAccount = (tx: DbOrTx, accountId: number): Promise<Sums> =>
  readSums(
    tx,
    sql`FROM ${widgetConfigs} w JOIN ${rollupWidgets} r ON r.site_key = w.site_key WHERE w.user_id = ${accountId}`,
    sql`, SUM(r.messages) messages`,
  );

/** Of the agent's part in them. */
export const readSumsOfAgent = (tx: DbOrTx, agentId: number): Promise<Sums> =>
  readSums(tx, sql`FROM ${rollupAgents} r WHERE r.agent_id = ${agentId}`, sql``);
