import { type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { rollupAgents, rollupWidgets } from "../schema";

/** What is counted of a widget's chats, or of an agent's part in them. Ratings and scores: how many, and their sum. */
export interface Sums {
  chats: number;
  messages: number;
  replies: number;
  replySeconds: number;
  ratings: number;
  scores: number;
}

export interface WidgetSums extends Partial<Sums> {
  siteKey: string;
}

export interface AgentSums extends WidgetSums {
  agentId: number;
}

/** What rows add to the sums. */
export interface Growth {
  widgets: WidgetSums[];
  agents: AgentSums[];
}

/** All of it in one. */
export function totalOf(parts: readonly Partial<Sums>[]): Sums {
  const total: Sums = { chats: 0, messages: 0, replies: 0, replySeconds: 0, ratings: 0, scores: 0 };
  for (const part of parts) for (const name of Object.keys(total) as (keyof Sums)[]) total[name] += part[name] ?? 0;
  return total;
}

const listOf = (rows: SQL[]) => sql.join(rows, sql`,`);

const COLUMNS = [
  ["chats", "chats"],
  ["messages", "messages"],
  ["replies", "replies"],
  ["replySeconds", "reply_seconds"],
  ["ratings", "ratings"],
  ["scores", "scores"],
] as const;

/** An agent's messages are not counted. */
const COLUMNS_OF_AGENT = COLUMNS.filter(([name]) => name !== "messages");

const names = (columns: typeof COLUMNS_OF_AGENT | typeof COLUMNS) => sql.raw(columns.map(([, column]) => column).join(", "));

const values = (columns: typeof COLUMNS_OF_AGENT | typeof COLUMNS, sums: Partial<Sums>) =>
  listOf(columns.map(([name]) => sql`${sums[name] ?? 0}`));

const grow = (columns: typeof COLUMNS_OF_AGENT | typeof COLUMNS) =>
  sql.raw(columns.map(([, column]) => `${column} = ${column} + VALUES(${column})`).join(", "));

/** Always in one order, so that two who grow the same sums do not lock each other out. */
const inOrder = <T extends WidgetSums & { agentId?: number }>(sums: readonly T[]): T[] =>
  [...sums].sort((a, b) => (a.agentId ?? 0) - (b.agentId ?? 0) || (a.siteKey < b.siteKey ? -1 : 1));

/** Adds to the sums kept. The widgets must exist, and be locked against deletion. */
export async function growSums(tx: DbOrTx, { widgets, agents }: Growth): Promise<void> {
  if (widgets.length > 0)
    await tx.execute(sql`
      INSERT INTO ${rollupWidgets} (site_key, ${names(COLUMNS)})
      VALUES ${listOf(inOrder(widgets).map((one) => sql`(${one.siteKey}, ${values(COLUMNS, one)})`))}
      ON DUPLICATE KEY UPDATE ${grow(COLUMNS)}`);
  if (agents.length > 0)
    await tx.execute(sql`
      INSERT INTO ${rollupAgents} (agent_id, site_key, ${names(COLUMNS_OF_AGENT)})
      VALUES ${listOf(inOrder(agents).map((one) => sql`(${one.agentId}, ${one.siteKey}, ${values(COLUMNS_OF_AGENT, one)})`))}
      ON DUPLICATE KEY UPDATE ${grow(COLUMNS_OF_AGENT)}`);
}
