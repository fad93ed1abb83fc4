import type { RealDatabase } from "./database";

/**
 * The database's own account of who had the chat when a message was stored: written in the message's transaction, from the session as it
 * is committed. Nothing of the product takes part in it, so it can judge the product.
 */
// On messages, and without a number of its own making: a trigger on sessions would empty the answers to the product's updates of them.
const TABLE = `
  CREATE TABLE IF NOT EXISTS chaos_said (
    message_id int PRIMARY KEY,
    epoch int NOT NULL,
    status varchar(16) NOT NULL,
    agent_id int NULL
  )`;

const TRIGGER = `
  CREATE TRIGGER chaos_notes_owner AFTER INSERT ON messages FOR EACH ROW
    INSERT INTO chaos_said (message_id, epoch, status, agent_id)
      SELECT NEW.id, epoch, status, assigned_agent_id FROM sessions WHERE session_id = NEW.session_id`;

export async function keepJournal(database: RealDatabase): Promise<void> {
  await database.rows(TABLE);
  await database.rows("DROP TRIGGER IF EXISTS chaos_notes_owner");
  await database.rows(TRIGGER);
}

/** Who has a chat, in the columns that say it together. */
export interface Owner {
  status: "waiting" | "active" | "closed";
  agentId: number | null;
  epoch: number;
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
  /** When it was stored. */
  owner: Owner;
}

export interface SessionRow extends Owner {
  sessionId: string;
}

export interface Rows {
  messages: MessageRow[];
  /** In the order of the queue. */
  sessions: SessionRow[];
}

/** Everything that the database holds of one widget's chats. */
export async function readRows(database: RealDatabase, siteKey: string): Promise<Rows> {
  const [messages, sessions] = await Promise.all([
    database.rows<Omit<MessageRow, "owner"> & Owner>(
      `SELECT m.id, m.session_id sessionId, m.sender_type sender, m.sender_id senderId, m.client_message_id clientMessageId, m.message text,
              unix_timestamp(m.created_at) storedAt, said.epoch, said.status, said.agent_id agentId
       FROM messages m LEFT JOIN chaos_said said ON said.message_id = m.id
       WHERE m.session_id IN (SELECT session_id FROM sessions WHERE site_key = '${siteKey}') ORDER BY m.id`,
    ),
    database.rows<SessionRow>(
      `SELECT session_id sessionId, status, epoch, assigned_agent_id agentId
       FROM sessions WHERE site_key = '${siteKey}' ORDER BY escalated_at, id`,
    ),
  ]);
  return { messages: messages.map(({ epoch, status, agentId, ...row }) => ({ ...row, owner: { epoch, status, agentId } })), sessions };
}
