import { z } from "zod";
import { absentIfEmpty, email, flag, Instant, PageInput, text, verbatimText } from "./fields";
import { ChatFile } from "./file";
import { LIMITS } from "./limits";
import { ChatMessage, ClientMessageId, MessageText, SessionId } from "./message";
import { SiteKey } from "./widget";

/** Who has the chat. `closed` is reopened, with the assistant, by the visitor's next message. */
export const SESSION_STATES = ["assistant", "queued", "agent", "closed"] as const;
export const SessionState = z.enum(SESSION_STATES);
export type SessionState = z.infer<typeof SessionState>;

/** The JSON column refuses half of a surrogate pair. */
const wellFormed = (max: number) =>
  z
    .string()
    .max(max, `Visitor info has texts of at most ${max} characters`)
    .refine((value) => value.isWellFormed(), "Visitor info contains invalid characters");

const VALUES = `Visitor info holds texts of at most ${LIMITS.visitorInfoValueMaxChars} characters, numbers, true or false`;

/** Pre-chat answers, page, language, browser: flat, shown to the agent as label and value. */
export const VisitorInfo = z
  .record(wellFormed(64), z.union([wellFormed(LIMITS.visitorInfoValueMaxChars), z.number(), z.boolean()], VALUES), {
    error: ({ code }) =>
      code === "invalid_key" ? "Visitor info has names of at most 64 well-formed characters" : "Visitor info must be an object",
  })
  .refine((info) => Object.keys(info).length <= LIMITS.visitorInfoKeysMax, `Visitor info has at most ${LIMITS.visitorInfoKeysMax} entries`);
export type VisitorInfo = z.infer<typeof VisitorInfo>;

/** At least 128 random bits made by the client; only its hash is stored. */
export const VisitorSecret = z.string("Visitor secret must be text").regex(/^[A-Za-z0-9_-]{22,256}$/, "Visitor secret is invalid");

/** The site's own id of its user, kept byte for byte: a hash is made of it. A number is taken as its digits. */
export const UserId = absentIfEmpty(
  z.preprocess(
    (value) => (typeof value === "number" ? String(value) : value),
    z
      .string("User id must be text")
      .max(LIMITS.userIdMaxChars, `User id must be at most ${LIMITS.userIdMaxChars} characters`)
      .refine((value) => value.isWellFormed(), "User id contains invalid characters"),
  ),
);

const visitorSession = { siteKey: SiteKey, sessionId: SessionId, visitorSecret: VisitorSecret.optional() };

export const JoinSessionInput = z.object({
  ...visitorSession,
  visitorName: absentIfEmpty(text("Name", 1, LIMITS.nameMaxChars)),
  visitorEmail: absentIfEmpty(email),
  visitorInfo: VisitorInfo.optional(),
  userId: UserId,
  /** Whatever is not the hash of that user proves nothing, and refuses nothing. */
  userHash: absentIfEmpty(z.string("User hash must be text")),
  /** Last message id seen; what followed is returned. Absent: the newest messages. */
  after: z.number().int().nonnegative().optional(),
});

export const SessionSnapshot = z.object({
  sessionId: z.string(),
  state: SessionState,
  /** Full name of the agent who has the chat. */
  agentName: z.string().nullable(),
  /** Grows at each change of owner. */
  epoch: z.number(),
  /** 1-based place in the queue, 0 when not waiting. */
  position: z.number(),
  /** Whole minutes, 0 when not waiting. */
  estimatedWait: z.number(),
  /** An agent who may serve the widget is online. */
  isStaffed: z.boolean(),
  /** Mail is set up: what is left for the account, and transcripts, can be mailed. */
  sendsMail: z.boolean(),
  /** The visitor has proven to be the user whose id it gave. */
  isIdentified: z.boolean(),
  messages: z.array(ChatMessage),
  hasEarlier: z.boolean(),
  /** Highest message id of the session, 0 in an empty one. */
  newestMessageId: z.number(),
});
export type SessionSnapshot = z.infer<typeof SessionSnapshot>;

export const SendVisitorMessageInput = z.object({
  ...visitorSession,
  text: MessageText,
  clientMessageId: ClientMessageId.optional(),
  visitorInfo: VisitorInfo.optional(),
});

/** What a visitor leaves when nobody is there: a message, and where the answer goes. */
export const LeaveMessageInput = z.object({
  ...visitorSession,
  visitorName: JoinSessionInput.shape.visitorName,
  visitorEmail: email,
  message: MessageText,
  clientMessageId: ClientMessageId,
  visitorInfo: VisitorInfo.optional(),
});

/** Where the chat is to be mailed to. */
export const MailTranscriptInput = z.object({ ...visitorSession, visitorEmail: email });

/** What comes along with a file. */
export const UploadFields = z.object({
  siteKey: SiteKey,
  sessionId: SessionId,
  visitorSecret: absentIfEmpty(VisitorSecret),
  clientMessageId: absentIfEmpty(ClientMessageId),
});

/** The message that shows the file that was sent. */
export const UploadedFile = z.object({ messageId: z.number(), sentAt: Instant, file: ChatFile });
export type UploadedFile = z.infer<typeof UploadedFile>;

export const EscalateInput = z.object({
  siteKey: SiteKey,
  sessionId: SessionId,
  /** Nothing said is no reason to refuse: null and empty text count as absent. */
  reason: absentIfEmpty(verbatimText("Reason", LIMITS.escalationReasonMaxChars)),
});

export const VisitorSessionRef = z.object(visitorSession);

/** One page of the visitor's own chat, newest page first, in reading order. */
export const VisitorHistoryInput = VisitorSessionRef.extend({
  /** Only messages with a smaller id. */
  before: z.int("Before must be a message id").nonnegative("Before must be a message id"),
  limit: z
    .int("Limit must be a whole number")
    .min(1, "Limit must be at least 1")
    .max(LIMITS.visitorHistoryPageMax, `Limit must be at most ${LIMITS.visitorHistoryPageMax}`)
    .default(LIMITS.replayMessages),
});

export const SetVisitorTypingInput = VisitorSessionRef.extend({ isTyping: flag("isTyping") });

/** Widget and session as the public routes name them. */
export const QueuePlaceInput = z.object({ siteKey: SiteKey, sessionId: SessionId });

export const SessionRef = z.object({ sessionId: SessionId });

/** A place in a widget's queue. Both are 0 when the session is not waiting. */
export const QueuePlace = z.object({ position: z.number(), estimatedWait: z.number() });
export type QueuePlace = z.infer<typeof QueuePlace>;

export const RateInput = z.object({
  ...visitorSession,
  score: z
    .number("Score must be a number")
    .int("Score must be a whole number")
    .min(1, "Score must be 1 to 5")
    .max(5, "Score must be 1 to 5"),
  comment: text("Comment", 0, LIMITS.ratingCommentMaxChars).optional(),
});

export const QueuedSession = z.object({
  sessionId: z.string(),
  siteKey: z.string(),
  businessName: z.string(),
  visitorName: z.string(),
  visitorEmail: z.string().nullable(),
  reason: z.string().nullable(),
  visitorInfo: VisitorInfo,
  position: z.number(),
  escalatedAt: Instant,
});
export type QueuedSession = z.infer<typeof QueuedSession>;

/** Whole first page by default: what an agent chooses from. */
export const QueuePageInput = PageInput.extend({ limit: PageInput.shape.limit.default(LIMITS.pageSizeMax) });

/** Some of the account's waiting chats, longest waiting first, and how many wait in all. */
export const QueuePage = z.object({ sessions: z.array(QueuedSession), total: z.number() });
export type QueuePage = z.infer<typeof QueuePage>;

/** A chat assigned to the agent who asks. */
export const ActiveChat = z.object({
  sessionId: z.string(),
  siteKey: z.string(),
  businessName: z.string(),
  visitorName: z.string(),
  visitorEmail: z.string().nullable(),
  visitorInfo: VisitorInfo,
  /** The site's own id of its user, when the visitor has proven to be that user. */
  verifiedUserId: z.string().nullable(),
  messageCount: z.number(),
  startedAt: Instant,
  escalatedAt: Instant.nullable(),
});
export type ActiveChat = z.infer<typeof ActiveChat>;

export const AcceptedChat = z.object({ chat: ActiveChat, messages: z.array(ChatMessage), hasEarlier: z.boolean() });
export type AcceptedChat = z.infer<typeof AcceptedChat>;

/** Everything said in a session, for whoever of the account may read it. */
export const Transcript = z.object({
  messages: z.array(ChatMessage),
  visitorName: z.string(),
  visitorEmail: z.string().nullable(),
  businessName: z.string(),
  /** Whole seconds waited in the queue so far, or until it was accepted. */
  waitingSeconds: z.number(),
});
export type Transcript = z.infer<typeof Transcript>;
