import { SendAgentMessageInput, type SentMessage } from "../../contract";
import { Forbidden } from "../errors";
import { notYours } from "../session/held-session";
import { ownSession } from "../session/own-session";
import { agentVerb } from "../verb";

/**
 * An agent writes in a chat of its own. Stored before it is shown; the same clientMessageId stores nothing twice.
 * @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS · Unavailable SERVER_BUSY
 */
export const sendAgentMessage = agentVerb(SendAgentMessageInput, async (ctx, input): Promise<SentMessage> => {
  const { id, fullName, accountId } = ctx.actor;
  try {
    const { message, duplicate } = await ctx.writer.store({
      sessionId: input.sessionId,
      siteKey: null,
      senderType: "agent",
      senderId: id,
      agentName: fullName,
      text: input.text,
      offersPerson: false,
      clientMessageId: input.clientMessageId ?? null,
      connectionId: ctx.connectionId,
      reopens: false,
      // A chat is assigned to agents of its own account alone.
      check: (session) => (session.assignedAgentId === id ? null : notYours()),
    });
    return { message, duplicate };
  } catch (error) {
    // Whose it is instead is told to its own account alone.
    if (error instanceof Forbidden) await ownSession(ctx, accountId, input.sessionId);
    throw error;
  }
});
