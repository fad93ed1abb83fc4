import {
  ClientMessageId,
  EscalateInput,
  flag,
  JoinSessionInput,
  LeaveMessageInput,
  LIMITS,
  MailTranscriptInput,
  MessageText,
  RateInput,
  SessionId,
  SiteKey,
  VisitorHistoryInput,
  VisitorSecret,
} from "@chat/api/contract";
import { z } from "zod";

/** A field with what it means, for docs/protocol.md. @param bounds in words, where the schema has them in a refinement */
const field = <S extends z.ZodType>(schema: S, description: string, bounds?: string): S =>
  schema.meta({ description, ...(bounds !== undefined && { bounds }) });

type Shape = Record<string, z.ZodType>;
const documented = <S extends Shape>(description: string, shape: S) => z.object(shape).meta({ description, documented: true });
const added = <S extends Shape>(description: string, shape: S) => z.object(shape).meta({ description, documented: false });

/** As REST gives it, a number, or as frames do: `msg_` and its digits. */
function messageId(name: string) {
  const refusal = `${name} must be a message id`;
  return z
    .union([z.int(refusal).nonnegative(refusal), z.string().regex(/^(msg_)?\d{1,15}$/, refusal)], refusal)
    .transform((id) => Number(String(id).replace("msg_", "")));
}
/** As a path and a frame carry it: a number, or its digits. */
const NO_AGENT = "Agent id must be a number";
const agentIdOrDigits = z.union([z.int(NO_AGENT).positive(NO_AGENT), z.string().regex(/^\d{1,10}$/, NO_AGENT)], NO_AGENT).transform(Number);

const ROW_ID = "a row id, or `msg_` and one";
const textBounds = `1 to ${LIMITS.messageMaxChars} characters`;
const sessionId = field(SessionId, "the chat");
const ownSessionId = field(SessionId.optional(), "the chat: this connection's");
const siteKey = field(SiteKey, "the widget");
const isTyping = field(flag("isTyping"), "true while a text is being written");
const clientMessageId = field(
  ClientMessageId.optional(),
  "the client's own id of the message: sent again it stores nothing twice; answered by `ack`",
);
const timestamp = field(z.unknown().optional(), "taken and not used: the server's clock counts");

/** From the visitor. */
export const VISITOR_FRAMES = {
  message: documented("Says something, and starts the chat when it is the first frame of its session.", {
    sessionId: field(SessionId, "the chat: this connection's"),
    siteKey,
    message: field(MessageText, "what is said, stored as it is", textBounds),
    timestamp,
    clientMessageId,
  }),
  typing: documented("Shown to the agent who has the chat; never stored.", { sessionId: ownSessionId, isTyping, timestamp }),
  join: added("Starts or resumes a chat, and asks for what was said. Answered by `session`, then the messages.", {
    sessionId: ownSessionId,
    siteKey,
    visitorSecret: field(VisitorSecret.optional(), "made by the client when it starts the chat; needed from then on to resume it"),
    visitorName: field(JoinSessionInput.shape.visitorName, "how the visitor is called", `1 to ${LIMITS.nameMaxChars} characters`),
    visitorEmail: field(
      JoinSessionInput.shape.visitorEmail,
      "the visitor's address",
      `an email address of at most ${LIMITS.emailMaxChars} characters`,
    ),
    visitorInfo: field(
      JoinSessionInput.shape.visitorInfo,
      "pre-chat answers and the like, shown to the agent: text, numbers, true or false by name",
      `at most ${LIMITS.visitorInfoKeysMax} entries`,
    ),
    userId: field(JoinSessionInput.shape.userId, "the website's own id of its user", `1 to ${LIMITS.userIdMaxChars} characters`),
    userHash: field(
      JoinSessionInput.shape.userHash,
      "made by the website's server: HMAC-SHA256 of the user id with the widget's identity secret; a wrong one is as good as none",
      "64 hex digits",
    ),
    after: field(
      messageId("after").optional(),
      "the last message seen: only what followed is sent. Without it: the newest messages",
      ROW_ID,
    ),
    timestamp,
  }),
  history: added("Asks for what was said earlier, a page at a time. Answered by `history`.", {
    sessionId: ownSessionId,
    before: field(messageId("before"), "the first message known: only earlier ones are sent", ROW_ID),
    limit: field(
      VisitorHistoryInput.shape.limit.removeDefault().optional(),
      `how many of them, the newest; ${LIMITS.replayMessages} if it does not say`,
      `1 to ${LIMITS.visitorHistoryPageMax}`,
    ),
    timestamp,
  }),
  escalate: added("Asks for a person. Answered by `queue_update`, as `POST /widgets/escalate` is by its body.", {
    sessionId: ownSessionId,
    siteKey: field(SiteKey.optional(), "the widget"),
    reason: field(EscalateInput.shape.reason, "why, shown to the agents", `1 to ${LIMITS.escalationReasonMaxChars} characters`),
    timestamp,
  }),
  leave_message: added(
    "For when nobody is there: says something, says where the answer goes, and waits in the queue for the reason `Left a message`. Answered by `ack`; the admin is mailed where the server sends mail.",
    {
      sessionId: ownSessionId,
      siteKey,
      visitorName: field(LeaveMessageInput.shape.visitorName, "how the visitor is called", `1 to ${LIMITS.nameMaxChars} characters`),
      visitorEmail: field(
        LeaveMessageInput.shape.visitorEmail,
        "where the answer goes",
        `an email address of at most ${LIMITS.emailMaxChars} characters`,
      ),
      message: field(MessageText, "what is said, stored as it is", textBounds),
      clientMessageId: field(ClientMessageId, "the client's own id of the message: sent again it stores nothing twice"),
      timestamp,
    },
  ),
  mail_transcript: added(
    "Mails what was said so far. Answered by `transcript_mailed`; `MAIL_OFF` where the server sends no mail, `SESSION_EMPTY` before anything is said, `MAIL_LIMIT` when it was asked for too often.",
    {
      sessionId: ownSessionId,
      visitorEmail: field(
        MailTranscriptInput.shape.visitorEmail,
        "whom it is sent to",
        `an email address of at most ${LIMITS.emailMaxChars} characters`,
      ),
      timestamp,
    },
  ),
  end_chat: added("The visitor ends the chat.", { sessionId: ownSessionId, timestamp }),
  rate: added(
    "Rates the chat, and with it the agent who has it or had it last. Rating again replaces the rating, within ten minutes of the first; later: `RATING_LATE`.",
    {
      sessionId: ownSessionId,
      score: field(RateInput.shape.score, "from bad to good"),
      comment: field(RateInput.shape.comment, "why", `at most ${LIMITS.ratingCommentMaxChars} characters`),
      timestamp,
    },
  ),
  typing_start: added("What older clients send for `typing` with `isTyping` true.", { sessionId: ownSessionId, timestamp }),
  typing_stop: added("What older clients send for `typing` with `isTyping` false.", { sessionId: ownSessionId, timestamp }),
  ping: added("Answered by `pong`.", { timestamp }),
};

const ofAgent = { agentId: field(agentIdOrDigits.optional(), "the agent: the token's") };
const ofChat = { ...ofAgent, sessionId };

/** From the agent. */
export const AGENT_FRAMES = {
  accept_chat: documented("Takes a waiting chat. Of several who try exactly one gets it. Answered by `chat_accepted`.", {
    ...ofChat,
    timestamp,
  }),
  send_message: documented("Says something in a chat that the agent has.", {
    ...ofChat,
    text: field(MessageText, "what is said, stored as it is", textBounds),
    timestamp,
    clientMessageId,
  }),
  return_to_ai: documented("Gives a chat back to the assistant.", { ...ofChat, timestamp }),
  get_waiting_sessions: documented("Asks for the queue. Answered by `waiting_sessions`.", { ...ofAgent, timestamp }),
  typing: added("Shown to the visitor; never stored.", { ...ofChat, isTyping, timestamp }),
  close_chat: added("Ends a chat that the agent has.", { ...ofChat, timestamp }),
  agent_identify: added("What older consoles say first. Answered by `agent_connected` and `queue_update`.", { ...ofAgent, timestamp }),
  typing_start: added("What older consoles send for `typing` with `isTyping` true.", { ...ofChat, timestamp }),
  typing_stop: added("What older consoles send for `typing` with `isTyping` false.", { ...ofChat, timestamp }),
  ping: added("Answered by `pong`.", { ...ofAgent, timestamp }),
};

/** The agent that a frame names, if it names one. */
export const namedAgentId = (frame: Record<string, unknown>): number | undefined => agentIdOrDigits.safeParse(frame.agentId).data;
