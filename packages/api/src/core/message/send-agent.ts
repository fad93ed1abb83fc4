import { SendAgentMessageInput, type SentMessage } from "../../contract";
import { notYours } from "../session/held-session";
import { ownSession } from "../session/own-session";
import { agentVerb } from "../verb";
import { storeMessage } from "./writer";

/**
 * An agent writes in a chat of its own. Stored before it is shown; the same clientMessageId stores nothing twice.
 * @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS
 */
export const sendAgentMessage = agentVerb(SendAgentMessageInput, async (ctx, input): Promise<SentMessage> => {
  await ownSession(ctx, ctx.actor.accountId, input.sessionId);
  const { message, duplicate } = await storeMessage(ctx, {
    sessionId: input.sessionId,
    senderType: "agent",
    senderId: ctx.actor.id,
    agentName: ctx.actor.fullName,
    text: input.text,
    offersPerson: false,
    clientMessageId: input.clientMessageId ?? null,
    connectionId: ctx.connectionId,
    allow(session) {
      if (session.assignedAgentId !== ctx.actor.id) throw notYours();
    },
  });
  return { message, duplicate };
});
