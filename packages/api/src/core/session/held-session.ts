import type { SessionFacts } from "@chat/db";
import type { AgentActor, Ctx } from "../context";
import { Forbidden } from "../errors";
import { ownSession } from "./own-session";

export const notYours = () => new Forbidden("SESSION_NOT_YOURS", "This chat is not assigned to you");

/** A chat the agent has right now. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS */
export async function heldSession(ctx: Ctx<AgentActor>, sessionId: string): Promise<SessionFacts> {
  const session = await ownSession(ctx, ctx.actor.accountId, sessionId);
  if (session.assignedAgentId !== ctx.actor.id) throw notYours();
  return session;
}
