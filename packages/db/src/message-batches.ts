import mysql from "mysql2/promise";
import type { MessageFacts, NewMessage } from "./queries/messages";

/** What decides whether a message may be stored, as it stands while its row is locked. */
export interface LockedSession {
  sessionId: string;
  siteKey: string;
  status: "waiting" | "active" | "closed";
  aiMode: boolean;
  assignedAgentId: number | null;
  /** Grows at each change of owner. */
  epoch: number;
  visitorSecretHash: string | null;
  /** Of the newest message; null when it was not asked for. 0 without one. */
  newestMessageId: number | null;
}

export interface BatchWidget {
  siteKey: string;
  /** Empty: any website. */
  allowedDomains: string[];
}

export interface BatchRequest {
  sessionIds: readonly string[];
  siteKeys: readonly string[];
  /** Whether the id of each session's newest message is needed. */
  withNewest: boolean;
  /** Leaves out sessions that another transaction holds, instead of waiting for them. */
  skipLocked: boolean;
}

export interface MessageKey {
  sessionId: string;
  clientMessageId: string;
}

/** One transaction that stores messages of many sessions, each of which stays locked until it ends. */
export interface MessageBatch {
  readonly sessions: ReadonlyMap<string, LockedSession>;
  readonly widgets: ReadonlyMap<string, BatchWidget>;
  /** Sessions left out because another transaction holds them. */
  readonly held: ReadonlySet<string>;
  /** Which of these are stored. Read under the locks: nothing of these sessions is on its way any more. */
  find(keys: readonly MessageKey[]): Promise<MessageFacts[]>;
  /**
   * Gives closed sessions back to the assistant, stores the messages in one statement, and commits.
   * @returns their ids, in order. @throws the driver's duplicate error on `messages_client_id_unique`
   */
  commit(rows: readonly NewMessage[], reopened: readonly string[]): Promise<number[]>;
  /** Ends the transaction without a change, or with its connection where that does not answer. Harmless after `commit`. */
  cancel(): Promise<void>;
}

export interface MessageBatches {
  /** Locks the rows of the sessions, always in the order of their ids, so that batches of several processes cannot lock each other out. */
  begin(request: BatchRequest): Promise<MessageBatch>;
  close(): Promise<void>;
}

// Statements are sent several at a time: a batch costs two round trips, not five. Each value is escaped by the driver.
const { escape: quoted } = mysql;

/** A statement waits so long for a row that another transaction holds, and its answer may take so long. */
const LOCK_WAIT_SECONDS = 1;
const ANSWER_WITHIN_MS = 5_000;

const listOf = (values: readonly (string | number)[]) => values.map((value) => quoted(value)).join(",");

const COLUMNS = "session_id,sender_type,sender_id,message,metadata,client_message_id,created_at";

const toSqlTime = (at: Date) => at.toISOString().slice(0, 19).replace("T", " ");

function rowOf(row: NewMessage): string {
  const metadata = row.metadata === null ? null : JSON.stringify(row.metadata);
  return `(${quoted(row.sessionId)},'${row.senderType}',${quoted(row.senderId)},${quoted(row.message)},${quoted(metadata)},${quoted(row.clientMessageId)},'${toSqlTime(row.createdAt)}')`;
}

const insert = (rows: readonly NewMessage[]) => `INSERT INTO messages (${COLUMNS}) VALUES ${rows.map(rowOf).join(",")}`;

const reopen = (sessionIds: readonly string[]) =>
  `UPDATE sessions SET status='active',ai_mode=1,assigned_agent_id=NULL,escalated_at=NULL,escalation_reason=NULL,ended_at=NULL,epoch=epoch+1
   WHERE session_id IN (${listOf(sessionIds)}) AND status='closed'`;

function reading({ sessionIds, siteKeys, withNewest, skipLocked }: BatchRequest): string[] {
  const ids = listOf(sessionIds);
  return [
    // By its unique key and nothing else: a scan would lock the rows of strangers, and in an order of its own.
    `SELECT session_id,site_key,status,ai_mode,assigned_agent_id,epoch,visitor_secret_hash
     FROM sessions FORCE INDEX (sessions_session_id_unique) WHERE session_id IN (${ids}) ORDER BY session_id FOR UPDATE${skipLocked ? " SKIP LOCKED" : ""}`,
    // What was left out is there, or it is not.
    ...(skipLocked ? [`SELECT session_id FROM sessions WHERE session_id IN (${ids})`] : []),
    ...(siteKeys.length > 0 ? [`SELECT site_key,allowed_domains FROM widget_configs WHERE site_key IN (${listOf(siteKeys)})`] : []),
    // A statement of its own, after the locks are held: as a part of the first it would read what stood before it waited for them.
    ...(withNewest ? [`SELECT session_id,MAX(id) FROM messages WHERE session_id IN (${ids}) GROUP BY session_id`] : []),
  ];
}

type Row = readonly unknown[];

const toSession = (row: Row): LockedSession => ({
  sessionId: row[0] as string,
  siteKey: row[1] as string,
  status: (row[2] as LockedSession["status"] | null) ?? "waiting",
  aiMode: Boolean(row[3] ?? true),
  assignedAgentId: row[4] as number | null,
  epoch: row[5] as number,
  visitorSecretHash: row[6] as string | null,
  newestMessageId: null,
});

/** MariaDB's JSON is text to the driver where no column tells otherwise. */
const fromJson = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value);

const toWidget = (row: Row): BatchWidget => ({
  siteKey: row[0] as string,
  allowedDomains: (fromJson(row[1]) as string[] | null) ?? [],
});

const finding = (keys: readonly MessageKey[]): string =>
  `SELECT m.id,m.session_id,m.sender_type,a.full_name,m.message,m.metadata,m.client_message_id,UNIX_TIMESTAMP(m.created_at)
   FROM messages m LEFT JOIN agents a ON m.sender_type='agent' AND a.id=m.sender_id
   WHERE ${keys.map((key) => `(m.session_id=${quoted(key.sessionId)} AND m.client_message_id=${quoted(key.clientMessageId)})`).join(" OR ")}`;

const toMessage = (row: Row): MessageFacts => ({
  id: row[0] as number,
  sessionId: row[1] as string,
  senderType: row[2] as MessageFacts["senderType"],
  agentName: row[3] as string | null,
  text: row[4] as string,
  metadata: fromJson(row[5]) as MessageFacts["metadata"],
  clientMessageId: row[6] as string | null,
  createdAt: new Date(Number(row[7]) * 1000),
});

/** Batches on a connection of their own, one at a time. @param session what each connection sets first */
export function openMessageBatches(options: mysql.ConnectionOptions, session: string): MessageBatches {
  const pool = mysql.createPool({ ...options, connectionLimit: 1, multipleStatements: true, supportBigNumbers: true });
  /** From one id to the next in an INSERT of several rows, as the connection began with it. */
  let idStep = 1;
  pool.pool.on("connection", (connection) => {
    connection.query(`SET ${session}`);
    // Locks of rows alone: locking a session that does not exist would else lock the gap in which another is about to begin.
    connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    connection.query(`SET SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}`);
    connection.query("SELECT @@auto_increment_increment AS step", (error, rows) => {
      // With a wrong one every message would be told by another's id.
      if (error) return connection.destroy();
      idStep = Number((rows as { step: unknown }[])[0]?.step);
    });
  });
  return {
    close: () => pool.end(),
    async begin(request) {
      const connection = await pool.getConnection();
      try {
        return await beginOn(connection, request, () => idStep);
      } catch (error) {
        connection.destroy();
        throw error;
      }
    },
  };
}

async function beginOn(connection: mysql.PoolConnection, request: BatchRequest, idStep: () => number): Promise<MessageBatch> {
  let isOpen = true;
  const send = async (statements: string[]) => {
    try {
      const [results] = await connection.query({ sql: statements.join(";"), rowsAsArray: true, timeout: ANSWER_WITHIN_MS });
      return results as unknown as unknown[];
    } catch (error) {
      // Not the database's word: the connection is gone or silent, and its transaction with it.
      if (!(error instanceof Error && "sqlState" in error)) {
        isOpen = false;
        connection.destroy();
      }
      throw error;
    }
  };
  const [, locked = [], ...others] = (await send(["START TRANSACTION", ...reading(request)])) as [unknown, ...Row[][]];
  const sessions = new Map(locked.map((row) => [row[0] as string, toSession(row)]));
  const there = request.skipLocked ? (others.shift() ?? []).map(([sessionId]) => sessionId as string) : [];
  const widgets = request.siteKeys.length > 0 ? (others.shift() ?? []) : [];
  if (request.withNewest) {
    for (const session of sessions.values()) session.newestMessageId = 0;
    for (const [sessionId, id] of others.shift() ?? []) {
      const session = sessions.get(sessionId as string);
      if (session) session.newestMessageId = id as number;
    }
  }

  return {
    sessions,
    widgets: new Map(widgets.map((row) => [row[0] as string, toWidget(row)])),
    held: new Set(there.filter((sessionId) => !sessions.has(sessionId))),
    async find(keys) {
      return ((await send([finding(keys)])) as Row[]).map(toMessage);
    },
    async commit(rows, reopened) {
      const before = reopened.length > 0 ? [reopen(reopened)] : [];
      const answers = (await send([...before, insert(rows), "COMMIT"])) as mysql.ResultSetHeader[];
      isOpen = false;
      connection.release();
      const first = (answers[before.length] as mysql.ResultSetHeader).insertId;
      // The ids of one INSERT of known length follow each other, whatever others insert meanwhile.
      return rows.map((_, index) => first + index * idStep());
    },
    async cancel() {
      if (!isOpen) return;
      isOpen = false;
      await send(["ROLLBACK"]).then(
        () => connection.release(),
        () => connection.destroy(),
      );
    },
  };
}
