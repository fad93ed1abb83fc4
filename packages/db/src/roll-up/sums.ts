import { sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { rollupAgents, rollupWidgets } from "../schema";
import { listOf } from "./statements";

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
  for (const part of parts) for (const name of NAMES) total[name] += part[name] ?? 0;
  return total;
}

const COLUMNS = {
  chats: "chats",
  messages: "messages",
  replies: "replies",
  replySeconds: "reply_seconds",
  ratings: "ratings",
  scores: "scores",
};

type Name = keyof Sums;

const NAMES = Object.keys(COLUMNS) as Name[];

/** An agent's messages are not counted. */
const NAMES_OF_AGENT = NAMES.filter((name) => name !== "messages");

const columns = (names: readonly Name[]) => sql.raw(names.map((name) => COLUMNS[name]).join(", "));

const grown = (names: readonly Name[]) =>
  sql.raw(names.map((name) => `${COLUMNS[name]} = ${COLUMNS[name]} + VALUES(${COLUMNS[name]})`).join(", "));

const values = (sums: Partial<Sums>, names: readonly Name[]) => names.map((name) => sums[name] ?? 0);

/** Always in one order, so that two who grow the same sums do not lock each other out. */
const inOrder = <T extends WidgetSums & { agentId?: number }>(sums: readonly T[]): T[] =>
  [...sums].sort((a, b) => (a.agentId ?? 0) - (b.agentId ?? 0) || (a.siteKey < b.siteKey ? -1 : 1));

/** Adds to the sums kept. The widgets must exist, and be locked against deletion. */
export async function growSums(tx: DbOrTx, { widgets, agents }: Growth): Promise<void> {
  if (widgets.length > 0) {
    const rows = inOrder(widgets).map((one) => [one.siteKey, ...values(one, NAMES)]);
    await tx.execute(sql`
      INSERT INTO ${rollupWidgets} (site_key, ${columns(NAMES)}) VALUES ${listOf(rows)} ON DUPLICATE KEY UPDATE ${grown(NAMES)}`);
  }
  if (agents.length > 0) {
    const rows = inOrder(agents).map((one) => [one.agentId, one.siteKey, ...values(one, NAMES_OF_AGENT)]);
    await tx.execute(sql`
      INSERT INTO ${rollupAgents} (agent_id, site_key, ${columns(NAMES_OF_AGENT)}) VALUES ${listOf(rows)}
      ON DUPLICATE KEY UPDATE ${grown(NAMES_OF_AGENT)}`);
  }
}
