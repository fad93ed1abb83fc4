import { type SQL, sql } from "drizzle-orm";
import type { Source } from "./cursor";
import { listOf } from "./statements";

// A union, written as text once: put together anew each time, its pieces cost the server more than all else of an answer.

export const COUNTS = ["behind", "total", "active", "chats", "messages", "replies", "replySeconds", "ratings", "scores"] as const;
export const OF_LINES = ["id", "sessionId", "siteKey", "senderType", "senderId", "at", "open", "instants"] as const;
const COLUMNS = ["account", ...OF_LINES, ...COUNTS] as const;

const ACCOUNTS = ":accounts";

/** One part: of the columns that all have, these. */
const part = (columns: { [K in (typeof COLUMNS)[number]]?: string }, from: string): string =>
  `SELECT ${COLUMNS.map((name) => `${columns[name] ?? "NULL"} ${name}`).join(", ")} FROM ${from}`;

const BEHIND = part(
  {
    behind: `MAX(CASE c.source WHEN 'messages' THEN (SELECT MAX(id) FROM messages) WHEN 'sessions' THEN (SELECT MAX(id) FROM sessions)
      WHEN 'ratings' THEN (SELECT MAX(id) FROM ratings) END - c.folded_to)`,
  },
  "rollup_cursors c",
);

const BY_ACCOUNT = "GROUP BY w.user_id";

const KEPT = part(
  {
    account: "w.user_id",
    total: "COUNT(*)",
    active: "SUM(COALESCE(w.is_active, TRUE))",
    chats: "SUM(r.chats)",
    messages: "SUM(r.messages)",
    replies: "SUM(r.replies)",
    replySeconds: "SUM(r.reply_seconds)",
    ratings: "SUM(r.ratings)",
    scores: "SUM(r.scores)",
  },
  `widget_configs w LEFT JOIN rollup_widgets r ON r.site_key = w.site_key WHERE w.user_id IN (${ACCOUNTS}) ${BY_ACCOUNT}`,
);

// From the newest rows and from nothing else: where its statistics lag behind, a server would rather start from every session.

const after = (table: Source, limit: string): string =>
  `rollup_cursors c STRAIGHT_JOIN ${table} t FORCE INDEX (PRIMARY) ON c.source = '${table}' AND t.id > c.folded_to ${limit}`;

const BY_SESSION = "STRAIGHT_JOIN sessions s ON s.session_id = t.session_id";
const ofAccounts = (siteKey: string) => `STRAIGHT_JOIN widget_configs w ON w.site_key = ${siteKey} AND w.user_id IN (${ACCOUNTS})`;

const begun = (limit: string) =>
  part({ account: "w.user_id", chats: "COUNT(*)" }, `${after("sessions", limit)} ${ofAccounts("t.site_key")} ${BY_ACCOUNT}`);

const rated = (limit: string) =>
  part(
    { account: "w.user_id", ratings: "COUNT(*)", scores: "SUM(t.score)" },
    `${after("ratings", limit)} ${BY_SESSION} ${ofAccounts("s.site_key")} ${BY_ACCOUNT}`,
  );

const lines = (limit: string) =>
  part(
    {
      account: "w.user_id",
      id: "t.id",
      sessionId: "t.session_id",
      siteKey: "s.site_key",
      senderType: "t.sender_type",
      senderId: "t.sender_id",
      at: "UNIX_TIMESTAMP(t.created_at)",
      open: "u.messages",
      instants: "u.instants",
    },
    `${after("messages", limit)} ${BY_SESSION} ${ofAccounts("s.site_key")} LEFT JOIN rollup_unanswered u ON u.session_id = t.session_id`,
  );

/** @param limit holds the ids read of each table to the first ones after the sums */
function unionOf(limit: string): (accountIds: readonly number[]) => SQL {
  const text = [BEHIND, KEPT, begun(limit), rated(limit), lines(limit)].join(" UNION ALL ");
  const pieces = text.split(ACCOUNTS).map((piece) => sql.raw(piece));
  return (accountIds) => sql.join(pieces, listOf(accountIds));
}

/** The sums kept of some accounts' widgets, and all that follows them. */
export const selectAll = unionOf("");

/** The same, of each table no more than so many ids after the sums. */
export const selectUpTo = (rows: number) => unionOf(`AND t.id <= c.folded_to + ${Math.trunc(rows)}`);
