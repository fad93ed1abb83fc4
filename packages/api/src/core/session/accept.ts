import { assignSession, countMessagesOfSession, insertAssignment, type SessionFacts, touchAgents } from "@chat/db";
import { type AcceptedChat, LIMITS, SessionRef } from "../../contract";
import { accountTopic, sessionTopic } from "../bus";
import type { AgentActor, Ctx } from "../context";
import { Conflict } from "../errors";
import { readHistory } from "../message/history";
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
  const before = await ownSession(ctx, ctx.actor.accountId, sessionId);
  const taken = before.status === "waiting" && before.escalatedAt !== null ? await take(ctx, before, before.escalatedAt) : null;
  const chat = taken ? before : await ownSession(ctx, ctx.actor.accountId, sessionId);
  if (taken) tell(ctx, before, taken);
  else if (chat.assignedAgentId !== ctx.actor.id) throw refusal(chat);
  const page = await readHistory(ctx, sessionId, LIMITS.historyPageMax);
  const messageCount = page.hasEarlier ? await countMessagesOfSession(ctx.db, sessionId) : page.messages.length;
  return { chat: toActiveChat({ ...chat, messageCount }), ...page };
});

async function take(ctx: Ctx<AgentActor>, session: SessionFacts, placeSince: Date) {
  const acceptedAt = ctx.now();
  const agentId = ctx.actor.id;
  return moveInQueue(ctx, session, false, async (tx): Promise<Moved | null> => {
    const { sessionId, siteKey } = session;
    // The grace time of an agent without an open connection runs from here. Before the session's row: never the other way round.
    await touchAgents(tx, [agentId], acceptedAt);
    const epoch = await assignSession(tx, { accountId: ctx.actor.accountId, sessionId }, agentId);
    if (epoch === null) return null;
    await insertAssignment(tx, { sessionId, siteKey, agentId, escalatedAt: placeSince, acceptedAt });
    return { epoch, placeSince };
  });
}

function tell(ctx: Ctx<AgentActor>, before: SessionFacts, { epoch, change }: NonNullable<Awaited<ReturnType<typeof take>>>): void {
  const { sessionId } = before;
  const { id: agentId, fullName: agentName } = ctx.actor;
  // Also to every agent of the account, its own connections among them: the others learn who has the chat.
  const topics = [sessionTopic(sessionId), accountTopic(ctx.actor.accountId)];
  ctx.bus.publish(topics, { type: "session.accepted", sessionId, agentId, agentName, epoch });
  announceQueueChange(ctx, before, change);
}

function refusal(session: SessionFacts): Conflict {
  if (stateOf(session) === "agent") return new Conflict("SESSION_TAKEN", `Already taken by ${session.agentName ?? "another agent"}`);
  return new Conflict("SESSION_NOT_WAITING", "This chat is not waiting for an agent");
}
