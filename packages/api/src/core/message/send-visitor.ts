import { SendVisitorMessageInput, type SentMessage } from "../../contract";
import { answerVisitor } from "../assistant/answer";
import type { Ctx } from "../context";
import { NotFound } from "../errors";
import { openSession, refuseVisitor } from "../session/open";
import { stateOf } from "../session/rules";
import { publicVerb } from "../verb";
import type { StoredMessage } from "./write";

/**
 * A visitor writes. The first message that names an active widget starts the session; one to a closed session reopens
 * it with the assistant. While the assistant has the chat it answers, in the background.
 * @throws NotFound WIDGET_UNKNOWN, SESSION_UNKNOWN · Forbidden SESSION_FOREIGN, WEBSITE_NOT_ALLOWED · Unavailable SERVER_BUSY
 */
export const sendVisitorMessage = publicVerb(SendVisitorMessageInput, async (ctx, input): Promise<SentMessage> => {
  const { message, duplicate, isFound, session } = await storeOrStart(ctx, input);
  // One that was found is answered, if it still needs to be, by whoever looks after the unanswered.
  if (!isFound && !duplicate && stateOf(session) === "assistant") ctx.background.run(answerVisitor(ctx, session, message, session.epoch));
  return { message, duplicate };
});

type Input = ReturnType<typeof SendVisitorMessageInput.parse>;

/** The session is looked up by storing in it: all but the first message find it. */
async function storeOrStart(ctx: Ctx, input: Input): Promise<StoredMessage> {
  try {
    return await storeVisitorMessage(ctx, input);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await openSession(ctx, input, { visitorInfo: input.visitorInfo });
    return storeVisitorMessage(ctx, input);
  }
}

/** In a session that is there: it is reopened when it is closed. @throws as {@link sendVisitorMessage}, SESSION_UNKNOWN without a session too */
export const storeVisitorMessage = (ctx: Ctx, input: Input): Promise<StoredMessage> =>
  ctx.writer.store({
    sessionId: input.sessionId,
    // Only a website is held to where the widget may be used.
    siteKey: ctx.caller.website === null ? null : input.siteKey,
    senderType: "visitor",
    senderId: null,
    agentName: null,
    text: input.text,
    offersPerson: false,
    clientMessageId: input.clientMessageId ?? null,
    connectionId: ctx.connectionId,
    reopens: true,
    check: (session, widget) => refuseVisitor(ctx, { ...session, allowedDomains: widget?.allowedDomains ?? [] }, input),
  });
