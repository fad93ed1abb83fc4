import { closeSession, lockPlace } from "@chat/db";
import { SessionRef, VisitorSessionRef } from "../../contract";
import { agentTopic, sessionTopic } from "../bus";
import type { Deps } from "../deps";
import { announceQueueChange, type Moved, moveInQueue } from "../queue/announce";
import { agentVerb, publicVerb } from "../verb";
import { heldSession, notYours } from "./held-session";
import { resumeSession } from "./open";

/** An agent ends a chat of its own. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS */
export const closeChat = agentVerb(SessionRef, async (ctx, { sessionId }): Promise<void> => {
  await heldSession(ctx, sessionId);
  const epoch = await ctx.doubts.watch(sessionId, () => closeSession(ctx.db, sessionId, ctx.now(), ctx.actor.id));
  if (epoch === null) throw notYours();
  tell(ctx, sessionId, epoch, ctx.actor.id);
});

/** A visitor ends its chat, in whatever state it is. Ending an ended one changes nothing. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN */
export const endChat = publicVerb(VisitorSessionRef, async (ctx, key): Promise<void> => {
  const { sessionId } = key;
  const session = await resumeSession(ctx, key);
  if (session.status === "closed") return;
  const ended = await moveInQueue(ctx, sessionId, false, async (tx): Promise<(Moved & { agentId: number | null }) | null> => {
    // As it is now: an agent may have taken it since it was looked up.
    const place = await lockPlace(tx, sessionId);
    const epoch = await closeSession(tx, sessionId, ctx.now());
    if (epoch === null || !place) return null;
    const { escalatedAt, assignedAgentId: agentId } = place;
    return { epoch, agentId, waiter: place.isWaiting && escalatedAt ? { ...place, escalatedAt } : null };
  });
  if (!ended) return;
  tell(ctx, sessionId, ended.epoch, ended.agentId);
  announceQueueChange(ctx, session, ended.change);
});

function tell(deps: Deps, sessionId: string, epoch: number, agentId: number | null): void {
  const topic = sessionTopic(sessionId);
  deps.bus.publish(agentId === null ? topic : [topic, agentTopic(agentId)], { type: "session.closed", sessionId, epoch, agentId });
}
