import { SessionRef, type SessionState } from "../../contract";
import { agentVerb } from "../verb";
import { ownSession } from "./own-session";
import { stateOf } from "./rules";

export interface Owner {
  state: SessionState;
  agentId: number | null;
  /** Of the move by which it came to be so. */
  epoch: number;
}

/** Who has a chat of the account right now. @throws NotFound SESSION_UNKNOWN */
export const showOwner = agentVerb(SessionRef, async (ctx, { sessionId }): Promise<Owner> => {
  const session = await ownSession(ctx, ctx.actor.accountId, sessionId);
  return { state: stateOf(session), agentId: session.assignedAgentId, epoch: session.epoch };
});
