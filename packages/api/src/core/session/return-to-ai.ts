import { returnSession } from "@chat/db";
import { SessionRef } from "../../contract";
import { agentTopic, sessionTopic } from "../bus";
import { agentVerb } from "../verb";
import { heldSession, notYours } from "./held-session";

/** Gives a chat back to the assistant. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS */
export const returnToAi = agentVerb(SessionRef, async (ctx, { sessionId }): Promise<void> => {
  await heldSession(ctx, sessionId);
  if (!(await returnSession(ctx.db, sessionId, ctx.actor.id))) throw notYours();
  const returned = { type: "session.returned", sessionId, agentId: ctx.actor.id } as const;
  ctx.bus.publish(sessionTopic(sessionId), returned);
  ctx.bus.publish(agentTopic(ctx.actor.id), returned);
});
