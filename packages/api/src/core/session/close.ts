import { closeSession, lockPlace } from "@chat/db";
import { SessionRef, VisitorSessionRef } from "../../contract";
import { agentTopic, sessionTopic } from "../bus";
import type { Deps } from "../deps";
import { announceQueueChange, moveInQueue } from "../queue/announce";
import { agentVerb, publicVerb } from "../verb";
import { heldSession, notYours } from "./held-session";
import { resumeSession } from "./open";

/** An agent ends a chat of its own. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS */
export const closeChat = agentVerb(SessionRef, async (ctx, { sessionId }): Promise<void> => {
  await heldSession(ctx, sessionId);
  if (!(await closeSession(ctx.db, sessionId, ctx.now(), ctx.actor.id))) throw notYours();
  tell(ctx, sessionId, ctx.actor.id);
});

/** A visitor ends its chat, in whatever state it is. Ending an ended one changes nothing. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN */
export const endChat = publicVerb(VisitorSessionRef, async (ctx, key): Promise<void> => {
  const { sessionId } = key;
  const session = await resumeSession(ctx, key);
  if (session.status === "closed") return;
  let ended: { agentId: number | null } | null = null;
  const change = await moveInQueue(ctx, session, false, async (tx) => {
    // As it is now: an agent may have taken it since it was looked up.
    const place = await lockPlace(tx, sessionId);
    const isClosed = await closeSession(tx, sessionId, ctx.now());
    ended = isClosed && place ? { agentId: place.assignedAgentId } : null;
    return isClosed && place?.isWaiting ? place.escalatedAt : null;
  });
  if (ended) tell(ctx, sessionId, (ended as { agentId: number | null }).agentId);
  if (change) announceQueueChange(ctx, session, change);
});

function tell(deps: Deps, sessionId: string, agentId: number | null): void {
  const closed = { type: "session.closed", sessionId, agentId } as const;
  deps.bus.publish(sessionTopic(sessionId), closed);
  if (agentId !== null) deps.bus.publish(agentTopic(agentId), closed);
}
