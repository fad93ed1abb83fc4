import { SessionRef, type SessionState } from "../../contract";
import { agentVerb } from "../verb";
import { ownSession } from "./own-session";
import { stateOf } from "./rules";

/** Who has a chat of the account right now. @throws NotFound SESSION_UNKNOWN */
export const showOwner = agentVerb(SessionRef, async (ctx, { sessionId }): Promise<{ state: SessionState; agentId: number | null }> => {
  const session = await ownSession(ctx, ctx.actor.accountId, sessionId);
  return { state: stateOf(session), agentId: session.assignedAgentId };
});
