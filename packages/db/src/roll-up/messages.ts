import { type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { messages, rollupUnanswered, sessions, widgetConfigs } from "../schema";
import { rowsOf } from "./cursor";
import { pairReplies, type Replies, type Said, type Unanswered } from "./replies";
import type { WidgetSums } from "./sums";

/** Ids greater than `after`, up to `to` where there is an end. */
export interface Range {
  after: number;
  to: number | null;
}

export const within = (id: SQL, { after, to }: Range): SQL =>
  to === null ? sql`${id} > ${after}` : sql`${id} > ${after} AND ${id} <= ${to}`;

/** An agent's replies in one session. */
export interface AgentReplies extends Replies {
  agentId: number;
  sessionId: string;
  siteKey: string;
}

/** What messages add, and what they leave open. */
export interface Conversation {
  widgets: WidgetSums[];
  agents: AgentReplies[];
  /** Of each session that was written in, as it stood before these messages and after them. */
  before: ReadonlyMap<string, Unanswered>;
  after: ReadonlyMap<string, Unanswered & { siteKey: string }>;
}

interface Line extends Said {
  openMessages: number | null;
  openInstants: number | null;
}

/** @param accountId null: of all accounts */
export async function readConversation(db: DbOrTx, range: Range, accountId: number | null): Promise<Conversation> {
  const ofAccount =
    accountId === null ? sql`` : sql`STRAIGHT_JOIN ${widgetConfigs} w ON w.site_key = s.site_key AND w.user_id = ${accountId}`;
  // In the order of the ids and of nothing else: statistics of the tables that lag behind have led both servers to start from every session.
  const lines = await rowsOf<Line>(
    db,
    sql`SELECT m.session_id sessionId, s.site_key siteKey, m.sender_type senderType, m.sender_id senderId,
          UNIX_TIMESTAMP(m.created_at) at, u.messages openMessages, u.instants openInstants
        FROM ${messages} m FORCE INDEX (PRIMARY)
        STRAIGHT_JOIN ${sessions} s ON s.session_id = m.session_id ${ofAccount}
        LEFT JOIN ${rollupUnanswered} u ON u.session_id = m.session_id
        WHERE ${within(sql`m.id`, range)} ORDER BY m.id`,
  );
  return follow(lines);
}

function follow(lines: readonly Line[]): Conversation {
  const before = new Map<string, Unanswered>();
  const open = new Map<string, Unanswered>();
  const siteKeys = new Map<string, string>();
  const widgets = new Map<string, Required<Pick<WidgetSums, "siteKey" | "messages" | "replies" | "replySeconds">>>();
  const agents = new Map<string, AgentReplies>();
  const widgetOf = (siteKey: string) => {
    const sums = widgets.get(siteKey) ?? { siteKey, messages: 0, replies: 0, replySeconds: 0 };
    widgets.set(siteKey, sums);
    return sums;
  };

  for (const { sessionId, siteKey, openMessages, openInstants } of lines) {
    widgetOf(siteKey).messages += 1;
    if (siteKeys.has(sessionId)) continue;
    siteKeys.set(sessionId, siteKey);
    const state = { messages: openMessages ?? 0, instants: openInstants ?? 0 };
    before.set(sessionId, state);
    open.set(sessionId, state);
  }
  pairReplies(lines, open, ({ senderType, senderId, sessionId, siteKey }, of) => {
    grow(widgetOf(siteKey), of);
    if (senderType !== "agent" || senderId === null) return;
    const id = `${senderId} ${sessionId}`;
    const sums = agents.get(id) ?? { agentId: senderId, sessionId, siteKey, replies: 0, replySeconds: 0 };
    agents.set(id, sums);
    grow(sums, of);
  });
  const after = new Map([...open].map(([sessionId, state]) => [sessionId, { ...state, siteKey: siteKeys.get(sessionId) as string }]));
  return { widgets: [...widgets.values()], agents: [...agents.values()], before, after };
}

function grow(sums: Replies, { replies, replySeconds }: Replies): void {
  sums.replies += replies;
  sums.replySeconds += replySeconds;
}
