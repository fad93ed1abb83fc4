import { reopenSession } from "@chat/db";
import { SendVisitorMessageInput, type SentMessage } from "../../contract";
import { answerVisitor } from "../assistant/answer";
import { sessionTopic } from "../bus";
import { openSession } from "../session/open";
import { stateOf } from "../session/rules";
import { publicVerb } from "../verb";
import { storeMessage } from "./writer";

/**
 * A visitor writes. The first message that names an active widget starts the session; one to a closed session reopens
 * it with the assistant. While the assistant has the chat it answers, in the background.
 * @throws NotFound WIDGET_UNKNOWN, SESSION_UNKNOWN · Forbidden SESSION_FOREIGN
 */
export const sendVisitorMessage = publicVerb(SendVisitorMessageInput, async (ctx, input): Promise<SentMessage> => {
  const { session } = await openSession(ctx, input, { visitorInfo: input.visitorInfo });
  let reopened = false;
  const {
    message,
    duplicate,
    session: locked,
  } = await storeMessage(ctx, {
    sessionId: input.sessionId,
    senderType: "visitor",
    senderId: null,
    agentName: null,
    text: input.text,
    offersPerson: false,
    clientMessageId: input.clientMessageId ?? null,
    connectionId: ctx.connectionId,
    async allow(current, tx) {
      reopened = stateOf(current) === "closed" && (await reopenSession(tx, input.sessionId));
    },
  });
  if (reopened) ctx.bus.publish(sessionTopic(input.sessionId), { type: "session.reopened", sessionId: input.sessionId });
  const withAssistant = reopened || stateOf(locked) === "assistant";
  if (!duplicate && withAssistant) ctx.background.run(answerVisitor(ctx, session, message, locked.epoch + (reopened ? 1 : 0)));
  return { message, duplicate };
});
