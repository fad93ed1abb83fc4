import { type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { messages, rollupUnanswered, sessions, widgetConfigs } from "../schema";
import { pairReplies, type Replies, type Said, type Unanswered } from "./replies";
import { listOf, rowsOf } from "./statements";
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
  after: ReadonlyMap<string, Unanswered>;
  siteKeys: ReadonlyMap<string, string>;
}

/** In one snapshot, or up to an id below which nothing changes. @param accountId null: of all accounts */
export async function readConversation(db: DbOrTx, range: Range, accountId: number | null): Promise<Conversation> {
  const written = await listWritten(db, range, accountId);
  const siteKeys = new Map(written.map(({ sessionId, siteKey }) => [sessionId, siteKey]));
  const before = new Map(
    written.map(({ sessionId, messages, instants }) => [sessionId, { messages: messages ?? 0, instants: instants ?? 0 }]),
  );
  const lines = written.length === 0 ? [] : await listLines(db, range, accountId === null ? null : [...siteKeys.keys()]);
  const after = new Map(before);
  return { ...followLines(lines, siteKeys, after), before, after, siteKeys };
}

interface Written {
  sessionId: string;
  siteKey: string;
  messages: number | null;
  instants: number | null;
}

/** The sessions in which something was said, and what they had left open. */
const listWritten = (db: DbOrTx, range: Range, accountId: number | null): Promise<Written[]> => {
  const ofAccount =
    accountId === null ? sql`` : sql`STRAIGHT_JOIN ${widgetConfigs} w ON w.site_key = s.site_key AND w.user_id = ${accountId}`;
  // From the newest messages and from nothing else: where its statistics lag behind, a server would rather start from every session.
  return rowsOf(
    db,
    sql`SELECT s.session_id sessionId, s.site_key siteKey, u.messages, u.instants
        FROM (SELECT DISTINCT m.session_id FROM ${messages} m FORCE INDEX (PRIMARY) WHERE ${within(sql`m.id`, range)}) written
        STRAIGHT_JOIN ${sessions} s ON s.session_id = written.session_id ${ofAccount}
        LEFT JOIN ${rollupUnanswered} u ON u.session_id = s.session_id`,
  );
};

/** Up to so many sessions are looked for one by one in the messages read; of more, all messages are. */
const FEW_SESSIONS = 200;

const listLines = (db: DbOrTx, range: Range, sessionIds: readonly string[] | null): Promise<Said[]> => {
  const ofSessions = sessionIds !== null && sessionIds.length <= FEW_SESSIONS ? sql`AND m.session_id IN (${listOf(sessionIds)})` : sql``;
  return rowsOf(
    db,
    sql`SELECT m.session_id sessionId, m.sender_type senderType, m.sender_id senderId, UNIX_TIMESTAMP(m.created_at) at
        FROM ${messages} m FORCE INDEX (PRIMARY) WHERE ${within(sql`m.id`, range)} ${ofSessions} ORDER BY m.id`,
  );
};

type Counts = Required<Pick<WidgetSums, "siteKey" | "messages" | "replies" | "replySeconds">>;

/**
 * What messages add.
 * @param said in the order of their ids; those in sessions without a site key are left out
 * @param unanswered what each session had left open before them; holds afterwards what is open now
 */
export function followLines(said: readonly Said[], siteKeys: ReadonlyMap<string, string>, unanswered: Map<string, Unanswered>) {
  const widgets = new Map<string, Counts>();
  const agents = new Map<string, AgentReplies>();
  const widgetOf = (sessionId: string): Counts => {
    const siteKey = siteKeys.get(sessionId) as string;
    const counts = widgets.get(siteKey) ?? { siteKey, messages: 0, replies: 0, replySeconds: 0 };
    widgets.set(siteKey, counts);
    return counts;
  };

  const lines = said.filter(({ sessionId }) => siteKeys.has(sessionId));
  for (const { sessionId } of lines) widgetOf(sessionId).messages += 1;
  pairReplies(lines, unanswered, ({ senderType, senderId, sessionId }, of) => {
    const widget = widgetOf(sessionId);
    grow(widget, of);
    if (senderType !== "agent" || senderId === null) return;
    const id = `${senderId} ${sessionId}`;
    const own = agents.get(id) ?? { agentId: senderId, sessionId, siteKey: widget.siteKey, replies: 0, replySeconds: 0 };
    agents.set(id, own);
    grow(own, of);
  });
  return { widgets: [...widgets.values()], agents: [...agents.values()] };
}

function grow(sums: Replies, { replies, replySeconds }: Replies): void {
  sums.replies += replies;
  sums.replySeconds += replySeconds;
}
