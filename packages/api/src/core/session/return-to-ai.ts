import { returnSession } from "@chat/db";
import { SessionRef } from "../../contract";
import { agentTopic, sessionTopic } from "../bus";
import { agentVerb } from "../verb";
import { heldSession, notYours } from "./held-session";

/** Gives a chat back to the assistant. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS */
export const returnToAi = agentVerb(SessionRef, async (ctx, { sessionId }): Promise<void> => {
  await heldSession(ctx, sessionId);
  const { id: agentId } = ctx.actor;
  const epoch = await ctx.doubts.watch(sessionId, () => returnSession(ctx.db, sessionId, agentId));
  if (epoch === null) throw notYours();
  ctx.bus.publish([sessionTopic(sessionId), agentTopic(agentId)], { type: "session.returned", sessionId, epoch, agentId });
});
