import type { RealDatabase } from "./database";

/**
 * The database's own account of who had a chat when: each change of owner writes, in its own transaction, the id of the last message
 * before it. Nothing of the product takes part in it, so it can judge the product.
 */
const TABLE = `
  CREATE TABLE IF NOT EXISTS chaos_moves (
    id int AUTO_INCREMENT PRIMARY KEY,
    session_id varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    status varchar(16) NOT NULL,
    ai_mode tinyint NOT NULL,
    agent_id int NULL,
    after_message int NOT NULL,
    KEY chaos_moves_session (session_id, id)
  )`;

// A locking read sees what is committed now, where the transaction's own view may be older.
const TRIGGER = `
  CREATE TRIGGER chaos_notes_moves AFTER UPDATE ON sessions FOR EACH ROW
  BEGIN
    DECLARE last_message int DEFAULT 0;
    IF NEW.epoch <> OLD.epoch THEN
      SELECT COALESCE(MAX(id), 0) INTO last_message FROM messages WHERE session_id = NEW.session_id LOCK IN SHARE MODE;
      INSERT INTO chaos_moves (session_id, status, ai_mode, agent_id, after_message)
        VALUES (NEW.session_id, NEW.status, NEW.ai_mode, NEW.assigned_agent_id, last_message);
    END IF;
  END`;

export async function keepJournal(database: RealDatabase): Promise<void> {
  await database.rows(TABLE);
  await database.rows("DROP TRIGGER IF EXISTS chaos_notes_moves");
  await database.rows(TRIGGER);
}

export interface MessageRow {
  id: number;
  sessionId: string;
  sender: "visitor" | "agent" | "ai";
  senderId: number | null;
  clientMessageId: string | null;
  text: string;
  /** Seconds since the epoch, by the server's clock. */
  storedAt: number;
}

export interface MoveRow {
  sessionId: string;
  status: "waiting" | "active" | "closed";
  aiMode: number;
  agentId: number | null;
  afterMessage: number;
}

export interface SessionRow {
  sessionId: string;
  siteKey: string;
  status: "waiting" | "active" | "closed";
  aiMode: number;
  agentId: number | null;
  escalatedAt: string | null;
}

export interface Rows {
  messages: MessageRow[];
  moves: MoveRow[];
  /** In the order of the queue. */
  sessions: SessionRow[];
}

/** Everything that the database holds of these chats. */
export async function readRows(database: RealDatabase, siteKey: string): Promise<Rows> {
  const ofWidget = `IN (SELECT session_id FROM sessions WHERE site_key = '${siteKey}')`;
  const [messages, moves, sessions] = await Promise.all([
    database.rows<MessageRow>(
      `SELECT id, session_id sessionId, sender_type sender, sender_id senderId, client_message_id clientMessageId, message text,
              unix_timestamp(created_at) storedAt
       FROM messages WHERE session_id ${ofWidget} ORDER BY id`,
    ),
    database.rows<MoveRow>(
      `SELECT session_id sessionId, status, ai_mode aiMode, agent_id agentId, after_message afterMessage
       FROM chaos_moves WHERE session_id ${ofWidget} ORDER BY id`,
    ),
    database.rows<SessionRow>(
      `SELECT session_id sessionId, site_key siteKey, status, ai_mode aiMode, assigned_agent_id agentId, escalated_at escalatedAt
       FROM sessions WHERE site_key = '${siteKey}' ORDER BY escalated_at, id`,
    ),
  ]);
  return { messages, moves, sessions };
}
