import { assignSession, countMessagesOfSession, insertAssignment, type SessionFacts, touchAgents, withTransaction } from "@chat/db";
import { type AcceptedChat, LIMITS, SessionRef } from "../../contract";
import { accountTopic, sessionTopic } from "../bus";
import type { AgentActor, Ctx } from "../context";
import { Conflict } from "../errors";
import { readHistory } from "../message/history";
import { announceQueueChange } from "../queue/announce";
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
  const won = before.status === "waiting" && before.escalatedAt !== null && (await take(ctx, before, before.escalatedAt));
  const after = await ownSession(ctx, ctx.actor.accountId, sessionId);
  if (!won && after.assignedAgentId !== ctx.actor.id) throw refusal(after);
  const [page, messageCount] = await Promise.all([
    readHistory(ctx, sessionId, LIMITS.historyPageMax),
    countMessagesOfSession(ctx.db, sessionId),
  ]);
  if (won) tell(ctx, before);
  return { chat: toActiveChat({ ...after, messageCount }), ...page };
});

async function take(ctx: Ctx<AgentActor>, session: SessionFacts, escalatedAt: Date): Promise<boolean> {
  const acceptedAt = ctx.now();
  // The grace time of an agent without an open connection runs from here.
  await touchAgents(ctx.db, [ctx.actor.id], acceptedAt);
  return withTransaction(ctx.db, async (tx) => {
    const { sessionId, siteKey } = session;
    if (!(await assignSession(tx, { accountId: ctx.actor.accountId, sessionId }, ctx.actor.id))) return false;
    await insertAssignment(tx, { sessionId, siteKey, agentId: ctx.actor.id, escalatedAt, acceptedAt });
    return true;
  });
}

function tell(ctx: Ctx<AgentActor>, before: SessionFacts): void {
  const accepted = { type: "session.accepted", sessionId: before.sessionId, agentId: ctx.actor.id, agentName: ctx.actor.fullName } as const;
  ctx.bus.publish(sessionTopic(before.sessionId), accepted);
  // To every agent of the account, its own connections among them: the others learn who has the chat.
  ctx.bus.publish(accountTopic(ctx.actor.accountId), accepted);
  if (before.escalatedAt) announceQueueChange(ctx, { ...before, escalatedAt: before.escalatedAt });
}

function refusal(session: SessionFacts): Conflict {
  if (stateOf(session) === "agent") return new Conflict("SESSION_TAKEN", `Already taken by ${session.agentName ?? "another agent"}`);
  return new Conflict("SESSION_NOT_WAITING", "This chat is not waiting for an agent");
}
