import { type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { assignments, ratings, sessions } from "../schema";
import { type Range, within } from "./messages";
import { rowsOf } from "./statements";
import type { AgentSums, WidgetSums } from "./sums";

const ofAgent = (agentId: number | null, column: SQL): SQL => (agentId === null ? sql`` : sql`AND ${column} = ${agentId}`);

/** Sessions, by widget. */
export const countSessions = (db: DbOrTx, range: Range): Promise<WidgetSums[]> =>
  rowsOf(
    db,
    sql`SELECT s.site_key siteKey, COUNT(*) chats FROM ${sessions} s FORCE INDEX (PRIMARY)
        WHERE ${within(sql`s.id`, range)} GROUP BY s.site_key`,
  );

/** Sessions that agents accepted, each once: by its first assignment to that agent. @param agentId null: of all agents */
export const countAccepted = (db: DbOrTx, range: Range, agentId: number | null): Promise<AgentSums[]> =>
  rowsOf(
    db,
    sql`SELECT a.agent_id agentId, s.site_key siteKey, COUNT(*) chats
        FROM ${assignments} a FORCE INDEX (PRIMARY) STRAIGHT_JOIN ${sessions} s ON s.session_id = a.session_id
        WHERE ${within(sql`a.id`, range)} ${ofAgent(agentId, sql`a.agent_id`)}
          AND NOT EXISTS (
            SELECT 1 FROM ${assignments} b WHERE b.agent_id = a.agent_id AND b.session_id = a.session_id AND b.id < a.id
          )
        GROUP BY a.agent_id, s.site_key`,
  );

type Rated = WidgetSums & { agentId: number | null };

/** Ratings and the sum of their scores, by widget and agent. @param onlyAgentId null: of all agents, and of none */
export async function sumRatings(
  db: DbOrTx,
  range: Range,
  onlyAgentId: number | null,
): Promise<{ widgets: WidgetSums[]; agents: AgentSums[] }> {
  const rows = await rowsOf<Omit<Rated, "scores"> & { scores: string }>(
    db,
    sql`SELECT r.agent_id agentId, s.site_key siteKey, COUNT(*) ratings, SUM(r.score) scores
        FROM ${ratings} r FORCE INDEX (PRIMARY) STRAIGHT_JOIN ${sessions} s ON s.session_id = r.session_id
        WHERE ${within(sql`r.id`, range)} ${ofAgent(onlyAgentId, sql`r.agent_id`)} GROUP BY r.agent_id, s.site_key`,
  );
  const rated = rows.map((row): Rated => ({ ...row, scores: Number(row.scores) }));
  return { widgets: rated, agents: rated.flatMap((row) => (row.agentId === null ? [] : [{ ...row, agentId: row.agentId }])) };
}
