import { type DbOrTx, findMessageByClientId, insertMessage, lockSession, type MessageFacts, withTransaction } from "@chat/db";
import type { SentMessage } from "../../contract";
import { agentTopic, sessionTopic } from "../bus";
import type { Deps } from "../deps";
import { NotFound } from "../errors";
import { toChatMessage } from "./view";

export type LockedSession = NonNullable<Awaited<ReturnType<typeof lockSession>>>;

export interface MessageWrite {
  sessionId: string;
  senderType: MessageFacts["senderType"];
  senderId: number | null;
  /** Full name of the agent who writes. */
  agentName: string | null;
  text: string;
  offersPerson: boolean;
  clientMessageId: string | null;
  /** The socket the message came in on: it is acknowledged there, not told again. */
  connectionId: string | null;
  /** Throws when the session, as it is locked now, may not take this message; may move it first. */
  allow(session: LockedSession, tx: DbOrTx): Promise<void> | void;
}

/**
 * Stores one message, then tells both sides. The session's row is locked meanwhile, so that ids within a session
 * follow commit order and nothing is stored that `allow` would refuse an instant later.
 * @returns the stored message, and the session as it was when it was stored
 */
export async function storeMessage(deps: Deps, write: MessageWrite): Promise<SentMessage & { session: LockedSession }> {
  const stored = await withTransaction(deps.db, async (tx) => {
    const session = await lockSession(tx, write.sessionId);
    if (!session) throw new NotFound("SESSION_UNKNOWN", "Session not found");
    const earlier = write.clientMessageId && (await findMessageByClientId(tx, write.sessionId, write.clientMessageId));
    if (earlier) return { message: toChatMessage(earlier), duplicate: true, session };
    await write.allow(session, tx);
    return { message: toChatMessage(await insert(tx, write, deps.now())), duplicate: false, session };
  });
  if (!stored.duplicate) announce(deps, write, stored);
  return stored;
}

async function insert(tx: DbOrTx, write: MessageWrite, createdAt: Date): Promise<MessageFacts> {
  const metadata = write.offersPerson ? { offersPerson: true } : null;
  const { sessionId, senderType, senderId, text, clientMessageId } = write;
  const id = await insertMessage(tx, { sessionId, senderType, senderId, message: text, metadata, clientMessageId, createdAt });
  return { id, sessionId, senderType, agentName: write.agentName, text, metadata, clientMessageId, createdAt };
}

function announce(deps: Deps, write: MessageWrite, stored: SentMessage & { session: LockedSession }): void {
  const agentId = stored.session.assignedAgentId;
  const { sessionId, connectionId } = write;
  const event = { type: "message.stored", sessionId, agentId, message: stored.message, connectionId } as const;
  deps.bus.publish(sessionTopic(sessionId), event);
  if (agentId !== null) deps.bus.publish(agentTopic(agentId), event);
}
