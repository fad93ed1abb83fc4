import { assignSession, countMessagesOfSession, findSession, insertAssignment, type SessionFacts } from "@chat/db";
import { type AcceptedChat, type HistoryPage, LIMITS, SessionRef } from "../../contract";
import { accountTopic, sessionTopic } from "../bus";
import type { AgentActor, Ctx } from "../context";
import { Conflict } from "../errors";
import { readHistory, readLockedHistory } from "../message/history";
import { announceQueueChange, type Moved, moveInQueue } from "../queue/announce";
import { agentVerb } from "../verb";
import { ownSession } from "./own-session";
import { stateOf } from "./rules";
import { toActiveChat } from "./view";

/**
 * Takes a waiting chat. Of any number of agents who try at once exactly one gets it; accepting one's own chat again
 * returns it again, so that a retry is harmless.
 * @returns the chat with its newest messages, those with the assistant included
 * @throws NotFound SESSION_UNKNOWN · Conflict SESSION_TAKEN, SESSION_NOT_WAITING
 */
export const acceptChat = agentVerb(SessionRef, async (ctx, { sessionId }): Promise<AcceptedChat> => {
  const taken = await take(ctx, sessionId);
  if (taken) tell(ctx, sessionId, taken);
  const { session, ...page } = await (taken ? taken.chat : readOwnChat(ctx, sessionId));
  const messageCount = page.hasEarlier ? await countMessagesOfSession(ctx.db, sessionId) : page.messages.length;
  return { chat: toActiveChat({ ...session, messageCount }), ...page };
});

type Chat = HistoryPage & { session: SessionFacts };

/** A chat that the agent has already. @throws NotFound SESSION_UNKNOWN · Conflict SESSION_TAKEN, SESSION_NOT_WAITING */
async function readOwnChat(ctx: Ctx<AgentActor>, sessionId: string): Promise<Chat> {
  const session = await ownSession(ctx, ctx.actor.accountId, sessionId);
  if (session.assignedAgentId !== ctx.actor.id) throw refusal(session);
  return { session, ...(await readHistory(ctx, sessionId, LIMITS.historyPageMax)) };
}

interface Taking extends Moved {
  /** Read while it was taken. */
  chat: Promise<Chat>;
}

/** Null when there was nothing to take. */
async function take(ctx: Ctx<AgentActor>, sessionId: string) {
  const { id: agentId, accountId } = ctx.actor;
  const acceptedAt = ctx.now();
  // Read while the transaction begins, and never waited for: transactions that hold every connection would wait for ever.
  let before: SessionFacts | undefined;
  const note = (session: SessionFacts | undefined) => {
    before = session;
  };
  findSession(ctx.db, sessionId).then(note, () => {});
  return moveInQueue(ctx, sessionId, false, async (tx): Promise<Taking | null> => {
    const epoch = await assignSession(tx, { accountId, sessionId }, agentId);
    if (epoch === null) return null;
    // Nobody writes into a locked chat: what is read meanwhile, on another connection, is all that came before the accept.
    const page = readLockedHistory(ctx, sessionId, LIMITS.historyPageMax);
    page.catch(() => {});
    await insertAssignment(tx, sessionId, agentId, acceptedAt);
    // Where another move came between, what was read before it is not what was taken.
    const session = before?.epoch === epoch - 1 ? before : await findSession(tx, sessionId);
    if (!session?.escalatedAt) throw new Error("a chat without a place was assigned");
    const { id, siteKey, escalatedAt } = session;
    const chat = page.then((read) => ({ session, ...read }));
    chat.catch(() => {});
    return { epoch, waiter: { id, sessionId, siteKey, escalatedAt }, chat };
  });
}

function tell(ctx: Ctx<AgentActor>, sessionId: string, { epoch, waiter, change }: NonNullable<Awaited<ReturnType<typeof take>>>): void {
  const { id: agentId, accountId, fullName: agentName } = ctx.actor;
  // Also to every agent of the account, its own connections among them: the others learn who has the chat.
  const topics = [sessionTopic(sessionId), accountTopic(accountId)];
  ctx.bus.publish(topics, { type: "session.accepted", sessionId, agentId, agentName, epoch });
  if (waiter) announceQueueChange(ctx, { siteKey: waiter.siteKey, accountId }, change);
}

function refusal(session: SessionFacts): Conflict {
  if (stateOf(session) === "agent") return new Conflict("SESSION_TAKEN", `Already taken by ${session.agentName ?? "another agent"}`);
  return new Conflict("SESSION_NOT_WAITING", "This chat is not waiting for an agent");
}
