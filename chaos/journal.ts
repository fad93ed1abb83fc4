import type { RealDatabase } from "./database";

/**
 * The database's own account of who had the chat when a message was stored, and when an agent took it: written in the transaction of
 * each, from the session as it stands there, by the database's clock. Nothing of the product takes part in it, so it can judge the product.
 */
// Not on sessions: a trigger there would empty the answers to the product's updates of them.
const STATEMENTS = [
  `CREATE TABLE IF NOT EXISTS chaos_said (
    message_id int PRIMARY KEY,
    epoch int NOT NULL,
    status varchar(16) NOT NULL,
    agent_id int NULL,
    at timestamp(6) NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS chaos_accepted (
    session_id varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    epoch int NOT NULL,
    agent_id int NOT NULL,
    KEY chaos_accepted_session (session_id)
  )`,
  "DROP TRIGGER IF EXISTS chaos_notes_owner",
  `CREATE TRIGGER chaos_notes_owner AFTER INSERT ON messages FOR EACH ROW
    INSERT INTO chaos_said (message_id, epoch, status, agent_id, at)
      SELECT NEW.id, epoch, status, assigned_agent_id, SYSDATE(6) FROM sessions WHERE session_id = NEW.session_id`,
  "DROP TRIGGER IF EXISTS chaos_notes_accept",
  `CREATE TRIGGER chaos_notes_accept AFTER INSERT ON assignments FOR EACH ROW
    INSERT INTO chaos_accepted (session_id, epoch, agent_id)
      SELECT NEW.session_id, epoch, NEW.agent_id FROM sessions WHERE session_id = NEW.session_id`,
];

export async function keepJournal(database: RealDatabase): Promise<void> {
  for (const statement of STATEMENTS) await database.rows(statement);
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
  /** Seconds since the epoch, by the database's clock. */
  storedAt: number;
  /** When it was stored. Null when the journal has nothing of it. */
  owner: Owner | null;
}

export interface SessionRow extends Owner {
  sessionId: string;
}

export interface AcceptRow {
  sessionId: string;
  epoch: number;
  agentId: number;
}

export interface Rows {
  messages: MessageRow[];
  /** In the order of the queue. */
  sessions: SessionRow[];
  accepts: AcceptRow[];
}

type JoinedMessage = Omit<MessageRow, "owner"> & { [K in keyof Owner]: Owner[K] | null };

/** Everything that the database holds of one widget's chats. */
export async function readRows(database: RealDatabase, siteKey: string): Promise<Rows> {
  const ofWidget = `session_id IN (SELECT session_id FROM sessions WHERE site_key = '${siteKey}')`;
  const [messages, sessions, accepts] = await Promise.all([
    database.rows<JoinedMessage>(
      `SELECT m.id, m.session_id sessionId, m.sender_type sender, m.sender_id senderId, m.client_message_id clientMessageId, m.message text,
              CAST(unix_timestamp(said.at) AS DOUBLE) storedAt, said.epoch, said.status, said.agent_id agentId
       FROM messages m LEFT JOIN chaos_said said ON said.message_id = m.id WHERE m.${ofWidget} ORDER BY m.id`,
    ),
    database.rows<SessionRow>(
      `SELECT session_id sessionId, status, epoch, assigned_agent_id agentId
       FROM sessions WHERE site_key = '${siteKey}' ORDER BY escalated_at, id`,
    ),
    database.rows<AcceptRow>(`SELECT session_id sessionId, epoch, agent_id agentId FROM chaos_accepted WHERE ${ofWidget}`),
  ]);
  return { messages: messages.map(withOwner), sessions, accepts };
}

function withOwner({ epoch, status, agentId, ...row }: JoinedMessage): MessageRow {
  return { ...row, owner: epoch === null || status === null ? null : { epoch, status, agentId } };
}
