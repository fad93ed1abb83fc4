import { closeSession, type SessionFacts } from "@chat/db";
import { SessionRef, VisitorSessionRef } from "../../contract";
import { agentTopic, sessionTopic } from "../bus";
import type { Deps } from "../deps";
import { announceQueueChange } from "../queue/announce";
import { agentVerb, publicVerb } from "../verb";
import { heldSession, notYours } from "./held-session";
import { resumeSession } from "./open";

/** An agent ends a chat of its own. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS */
export const closeChat = agentVerb(SessionRef, async (ctx, { sessionId }): Promise<void> => {
  const session = await heldSession(ctx, sessionId);
  if (!(await closeSession(ctx.db, sessionId, ctx.now(), ctx.actor.id))) throw notYours();
  tell(ctx, session);
});

/** A visitor ends its chat, in whatever state it is. Ending an ended one changes nothing. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN */
export const endChat = publicVerb(VisitorSessionRef, async (ctx, key): Promise<void> => {
  const session = await resumeSession(ctx, key);
  if (await closeSession(ctx.db, key.sessionId, ctx.now())) tell(ctx, session);
});

function tell(deps: Deps, before: SessionFacts): void {
  const closed = { type: "session.closed", sessionId: before.sessionId, agentId: before.assignedAgentId } as const;
  deps.bus.publish(sessionTopic(before.sessionId), closed);
  if (before.assignedAgentId !== null) deps.bus.publish(agentTopic(before.assignedAgentId), closed);
  if (before.status === "waiting" && before.escalatedAt) announceQueueChange(deps, { ...before, escalatedAt: before.escalatedAt });
}
