import mysql from "mysql2/promise";
import type { NewMessage } from "../queries/messages";
import type { BatchRequest, BatchRows, MessageKey } from "./batch";

// Statements are sent several at a time: a batch costs one round trip or two, not five. Each value is escaped by the driver.
const { escape: quoted } = mysql;

const listOf = (values: readonly (string | number)[]) => values.map((value) => quoted(value)).join(",");

/** By its unique key and nothing else, which is read in its order: a scan would lock the rows of strangers, and in an order of its own. */
const lockedSessions = (columns: string, sessionIds: readonly string[], rest: string, skipLocked = false) =>
  `SELECT ${columns} FROM sessions FORCE INDEX (sessions_session_id_unique)
   WHERE session_id IN (${listOf(sessionIds)}) ${rest} FOR UPDATE${skipLocked ? " SKIP LOCKED" : ""}`;

/** What never changes in a row, its id stands for. */
const SESSION_FINGERPRINT =
  "CONCAT_WS('.',id,epoch,COALESCE(status,''),COALESCE(ai_mode,''),COALESCE(assigned_agent_id,''),COALESCE(visitor_secret_hash,''))";
const WIDGET_FINGERPRINT = "CONCAT_WS('.',id,SHA2(allowed_domains,256))";

const newestIds = (sessionIds: readonly string[], rest = "") =>
  `SELECT session_id,MAX(id) FROM messages WHERE session_id IN (${listOf(sessionIds)}) ${rest} GROUP BY session_id`;

/** Locks the sessions, and reads what decides. */
export function reading({ sessionIds, siteKeys, withNewest, skipLocked }: BatchRequest): string[] {
  const columns = `session_id,site_key,status,ai_mode,assigned_agent_id,epoch,visitor_secret_hash,${SESSION_FINGERPRINT}`;
  return [
    lockedSessions(columns, sessionIds, "ORDER BY session_id", skipLocked),
    // What was left out is there, or it is not.
    ...(skipLocked ? [`SELECT session_id FROM sessions WHERE session_id IN (${listOf(sessionIds)})`] : []),
    ...(siteKeys.length > 0
      ? [`SELECT site_key,allowed_domains,${WIDGET_FINGERPRINT} FROM widget_configs WHERE site_key IN (${listOf(siteKeys)})`]
      : []),
    // A statement of its own, after the locks are held: as a part of the first it would read what stood before it waited for them.
    ...(withNewest ? [newestIds(sessionIds)] : []),
  ];
}

export interface StoringUnchanged {
  /** What is read before, without a lock. */
  before: string[];
  insert: string;
  /** What is read after, in the same transaction. */
  after: string[];
}

/**
 * The INSERT locks the sessions before it inserts anything: where a session or a widget is not as it was seen, its first row has no
 * session, which its column refuses, and with it the whole statement.
 */
export function storingUnchanged({ sessions, widgets }: BatchRows, withNewest: boolean, rows: readonly NewMessage[]): StoringUnchanged {
  const fingerprints = (seen: BatchRows["sessions"] | BatchRows["widgets"]) =>
    listOf([...seen.values()].map(({ fingerprint }) => fingerprint));
  const sessionIds = [...sessions.keys()];
  const areSessions = `(${lockedSessions("COUNT(*)", sessionIds, `AND ${SESSION_FINGERPRINT} IN (${fingerprints(sessions)})`)})=${sessions.size}`;
  const hasWidgets = widgets.size > 0;
  return {
    // A statement of its own: within the INSERT it would lock the rows of widgets, too, for which everyone of theirs would wait.
    before: hasWidgets
      ? [
          `SELECT COUNT(*) INTO @widgets FROM widget_configs WHERE site_key IN (${listOf([...widgets.keys()])}) AND ${WIDGET_FINGERPRINT} IN (${fingerprints(widgets)})`,
        ]
      : [],
    insert: insert(rows, hasWidgets ? `@widgets=${widgets.size} AND ${areSessions}` : areSessions),
    // Of each session, all that was stored before has a lower id than these, and none will appear that has.
    after: withNewest ? [newestIds(sessionIds, "AND id<LAST_INSERT_ID()")] : [],
  };
}

const COLUMNS = "session_id,sender_type,sender_id,message,message_type,metadata,client_message_id,created_at";

const toSqlTime = (at: Date) => at.toISOString().slice(0, 19).replace("T", " ");

/** @param onlyIf what must be true for the row to be taken */
function rowOf(row: NewMessage, onlyIf?: string): string {
  const metadata = row.metadata === null ? null : JSON.stringify(row.metadata);
  const sessionId = onlyIf === undefined ? quoted(row.sessionId) : `IF(${onlyIf},${quoted(row.sessionId)},NULL)`;
  return `(${sessionId},'${row.senderType}',${quoted(row.senderId)},${quoted(row.message)},'${row.metadata?.file ? "file" : "text"}',${quoted(metadata)},${quoted(row.clientMessageId)},'${toSqlTime(row.createdAt)}')`;
}

/** @param onlyIf what must be true for the rows to be taken */
export const insert = (rows: readonly NewMessage[], onlyIf?: string) =>
  `INSERT INTO messages (${COLUMNS}) VALUES ${rows.map((row, index) => rowOf(row, index === 0 ? onlyIf : undefined)).join(",")}`;

export const reopening = (sessionIds: readonly string[]) =>
  `UPDATE sessions SET status='active',ai_mode=1,assigned_agent_id=NULL,escalated_at=NULL,escalation_reason=NULL,ended_at=NULL,epoch=epoch+1
   WHERE session_id IN (${listOf(sessionIds)}) AND status='closed'`;

export const finding = (keys: readonly MessageKey[]): string =>
  `SELECT m.id,m.session_id,m.sender_type,a.full_name,m.message,m.metadata,m.client_message_id,UNIX_TIMESTAMP(m.created_at)
   FROM messages m LEFT JOIN agents a ON m.sender_type='agent' AND a.id=m.sender_id
   WHERE ${keys.map((key) => `(m.session_id=${quoted(key.sessionId)} AND m.client_message_id=${quoted(key.clientMessageId)})`).join(" OR ")}`;
