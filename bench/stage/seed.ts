import type { Pool } from "./pool";

/** Whose rows are made up. */
export interface SeedOwner {
  siteKey: string;
  agentId: number;
}

/** Messages of a usual chat. */
export const CHAT_MESSAGES = 50;
const NUMBERS_MAX = 1 << 20;

/** 1, 2, 3 and so on, for statements that make many rows of one: neither server has the other's generator. */
export async function makeNumbers(pool: Pool): Promise<void> {
  await pool.query("CREATE TABLE IF NOT EXISTS bench_numbers (n INT PRIMARY KEY)");
  await pool.query("INSERT IGNORE INTO bench_numbers VALUES (1)");
  for (let count = 1; count < NUMBERS_MAX; count *= 2) {
    await pool.query("INSERT IGNORE INTO bench_numbers SELECT n + ? FROM bench_numbers WHERE n <= ?", [count, count]);
  }
}

export const chatId = (index: number) => `seed-chat-${index}`;
export const longChatId = (messages: number) => `seed-long-chat-${messages}`;
export const waitingId = (index: number) => `seed-waiting-${index}`;

/** Closed chats numbered from `first`, each once accepted by the agent, every fifth rated; visitor and agent take turns in them. */
export async function seedChats(pool: Pool, { siteKey, agentId }: SeedOwner, first: number, last: number): Promise<void> {
  const chats = "FROM bench_numbers WHERE n BETWEEN ? AND ?";
  await pool.query(
    `INSERT INTO sessions (session_id, site_key, status, ai_mode, started_at, escalated_at, ended_at)
     SELECT CONCAT('seed-chat-', n), ?, 'closed', FALSE, ${daysAgo("n")}, ${daysAgo("n")}, ${daysAgo("n")} + INTERVAL 1 HOUR ${chats}`,
    [siteKey, first, last],
  );
  await pool.query(
    `INSERT INTO assignments (session_id, site_key, agent_id, escalated_at, accepted_at)
     SELECT CONCAT('seed-chat-', n), ?, ?, ${daysAgo("n")}, ${daysAgo("n")} + INTERVAL 30 SECOND ${chats}`,
    [siteKey, agentId, first, last],
  );
  await pool.query(
    `INSERT INTO ratings (session_id, agent_id, score)
     SELECT CONCAT('seed-chat-', n), ?, 1 + n % 5 ${chats} AND n % 5 = 0`,
    [agentId, first, last],
  );
  await seedMessages(pool, "seed-chat-", agentId, { first, last, messages: CHAT_MESSAGES });
}

/** One closed chat in which that much was said. */
export async function seedLongChat(pool: Pool, { siteKey, agentId }: SeedOwner, messages: number): Promise<void> {
  await pool.query(
    "INSERT INTO sessions (session_id, site_key, status, ai_mode, escalated_at, ended_at) VALUES (?, ?, 'closed', FALSE, UTC_TIMESTAMP(), UTC_TIMESTAMP())",
    [longChatId(messages), siteKey],
  );
  await seedMessages(pool, "seed-long-chat-", agentId, { first: messages, last: messages, messages });
}

/** So many chats wait, each with one message. */
export async function seedWaiting(pool: Pool, { siteKey }: SeedOwner, first: number, last: number): Promise<void> {
  const chats = "FROM bench_numbers WHERE n BETWEEN ? AND ?";
  await pool.query(
    `INSERT INTO sessions (session_id, site_key, status, ai_mode, escalated_at)
     SELECT CONCAT('seed-waiting-', n), ?, 'waiting', FALSE, UTC_TIMESTAMP() - INTERVAL 1 DAY + INTERVAL n SECOND ${chats}`,
    [siteKey, first, last],
  );
  await pool.query(
    `INSERT INTO messages (session_id, sender_type, message, client_message_id)
     SELECT CONCAT('seed-waiting-', n), 'visitor', 'Is anybody there?', 'first' ${chats}`,
    [first, last],
  );
  await raiseVersion(pool, siteKey);
}

/** So many chats that the assistant has: each may be escalated, and then waits behind all who do. Named as those who wait. */
export async function seedAssisted(pool: Pool, { siteKey }: SeedOwner, first: number, last: number): Promise<void> {
  await pool.query(
    `INSERT INTO sessions (session_id, site_key, status, ai_mode)
     SELECT CONCAT('seed-waiting-', n), ?, 'active', TRUE FROM bench_numbers WHERE n BETWEEN ? AND ?`,
    [siteKey, first, last],
  );
}

/** Nobody waits any more. */
export async function closeWaiting(pool: Pool, { siteKey }: SeedOwner): Promise<void> {
  await pool.query("UPDATE sessions SET status = 'closed', ended_at = UTC_TIMESTAMP() WHERE site_key = ? AND status = 'waiting'", [
    siteKey,
  ]);
  await raiseVersion(pool, siteKey);
}

/** What was read at an earlier version of the queue is no longer true. */
async function raiseVersion(pool: Pool, siteKey: string): Promise<void> {
  await pool.query("INSERT INTO queue_versions (site_key, version) VALUES (?, 1) ON DUPLICATE KEY UPDATE version = version + 1", [siteKey]);
}

const daysAgo = (number: string) => `(UTC_TIMESTAMP() - INTERVAL (2 + ${number} % 300) DAY)`;

interface Said {
  first: number;
  last: number;
  messages: number;
}

/** Fifty chats at a time: the first message of each, then the second of each. A chat's rows lie among those of chats of the same hour. */
async function seedMessages(pool: Pool, prefix: string, agentId: number, { first, last, messages }: Said): Promise<void> {
  await pool.query(
    `INSERT INTO messages (session_id, sender_type, sender_id, message, created_at, client_message_id)
     SELECT CONCAT(?, chat.n), IF(said.n % 2, 'visitor', 'agent'), IF(said.n % 2, NULL, ?),
       CONCAT('Message ', said.n, ' of this chat, in which a parcel is looked for.'), ${daysAgo("chat.n")} + INTERVAL said.n MINUTE, CONCAT('seed-', said.n)
     FROM bench_numbers said CROSS JOIN bench_numbers chat
     WHERE said.n <= ? AND chat.n BETWEEN ? AND ? ORDER BY chat.n DIV 50, said.n, chat.n`,
    [prefix, agentId, messages, first, last],
  );
}
