import { AnswerSource, ChatFile, SESSION_STATES } from "@chat/api/contract";
import { z } from "zod";

type Shape = Record<string, z.ZodType>;
const documented = <S extends Shape>(description: string, shape: S) => z.strictObject(shape).meta({ description, documented: true });
const added = <S extends Shape>(description: string, shape: S) => z.strictObject(shape).meta({ description, documented: false });

const says = (description: string) => z.string().meta({ description });
const timestamp = z.iso.datetime().meta({ description: "when" });
const sessionId = says("the chat");
const clientMessageId = says("the id its writer gave the message");
const messageId = z
  .string()
  .regex(/^msg_\d+$/)
  .meta({ description: "the message: `msg_` and its row id" });
const position = z.int().nonnegative().meta({ description: "1-based place in the widget's queue, 0 when not waiting" });
const estimatedWait = z.int().nonnegative().meta({ description: "whole minutes until an agent is likely to accept" });
const isTyping = z.boolean().meta({ description: "true while a text is being written" });
const isStaffed = z.boolean().meta({ description: "whether an agent who may serve the widget is online" });
const agentId = z.int().positive();
const sender = z.enum(["customer", "agent"]).meta({ description: "who wrote: the visitor, or the agent or assistant" });

const { name, type, size, url } = ChatFile.shape;
const file = z
  .strictObject({
    name: name.meta({ description: "its name, without a path" }),
    type: type.meta({ description: "media type, as its bytes say it is" }),
    size: size.meta({ description: "in bytes" }),
    url: url.meta({ description: "where it is on this server: `/api/files/` and its key" }),
  })
  .optional();

const pong = added("Answers `ping`.", { timestamp });
const ack = added("The message is stored. Sent only to who gave it a `clientMessageId`.", { clientMessageId, id: messageId, timestamp });
const errorShape = {
  code: says("a stable reason, as in `SESSION_TAKEN`"),
  message: says("what is wrong, every problem at once"),
  timestamp,
};

const messageShape = {
  id: messageId,
  message: says("what is said"),
  timestamp: timestamp.meta({ description: "when it was stored" }),
  metadata: z
    .strictObject({
      agentName: z.string().nullable().meta({ description: "the agent's full name, `AI Assistant`, or null in the visitor's own lines" }),
      isAI: z.boolean().meta({ description: "whether the assistant speaks" }),
      offersPerson: z.literal(true).optional().meta({ description: "joined: the assistant could not answer and offers a person" }),
      file: file.meta({ description: "joined: the file that was sent; the message is its name then" }),
      source: z
        .strictObject({ title: AnswerSource.shape.title.meta({ description: "the question of the pair that it answers from" }) })
        .optional()
        .meta({ description: "joined: what the assistant took its answer from" }),
    })
    .meta({ description: "who speaks" }),
  sender: sender.optional().meta({ description: "joined: who wrote, the visitor's own lines included" }),
  clientMessageId: clientMessageId.optional().meta({ description: "joined: the id its writer gave the message" }),
};

/** To the visitor. */
export const TO_VISITOR = {
  message: documented("The assistant or an agent says something. The keys marked as joined are sent to clients that joined.", messageShape),
  typing: documented("The assistant or the agent is writing, or has stopped.", { isTyping }),
  queue_update: documented("The visitor's place in the queue changed.", { position, estimatedWait, timestamp }),
  agent_joined: documented("An agent took the chat.", {
    message: says("for the visitor to read"),
    agentName: says("the agent's full name"),
    timestamp,
  }),
  session: added("Answers `join`: where the chat stands. The messages follow, each in a frame of its own.", {
    sessionId,
    state: z.enum(SESSION_STATES).meta({ description: "who has the chat" }),
    agentName: z.string().nullable().meta({ description: "full name of the agent who has the chat" }),
    position,
    estimatedWait,
    hasEarlier: z.boolean().meta({ description: "whether there are messages before those that follow" }),
    isStaffed,
    isIdentified: z.boolean().meta({ description: "whether `userHash` proved that the visitor is the user of `userId`" }),
    sendsMail: z.boolean().meta({ description: "whether the server can mail: SMTP is set up" }),
    timestamp,
  }),
  staffing: added("To a visitor who joined and waits: there is an agent for the chat now, or there is none any more.", {
    isStaffed,
    timestamp,
  }),
  history: added("Answers `history`: what was said earlier.", {
    messages: z
      .array(z.strictObject(messageShape))
      .meta({ description: "in reading order, each as a `message` frame has it for a client that joined" }),
    hasEarlier: z.boolean().meta({ description: "whether there are messages before them" }),
  }),
  ack,
  transcript_mailed: added("Answers `mail_transcript`: the mail is stored, and will be sent.", { timestamp }),
  chat_returned_to_ai: added("The agent gave the chat back to the assistant.", { message: says("for the visitor to read"), timestamp }),
  chat_requeued: added("The agent is gone, and the chat is back in the queue at its old place.", {
    message: says("for the visitor to read"),
    timestamp,
  }),
  chat_closed: added("The chat has ended. The next message reopens it with the assistant.", {
    message: says("for the visitor to read"),
    timestamp,
  }),
  chat_reopened: added("A message reopened the chat.", { timestamp }),
  error: added("A frame was refused. The connection stays open.", {
    ...errorShape,
    clientMessageId: clientMessageId.optional().meta({ description: "that of the refused frame" }),
  }),
  pong,
};

const waitingSession = z.strictObject({
  sessionId,
  siteKey: says("the widget"),
  businessName: says("the widget's business"),
  visitorName: says("the visitor's name, or `Customer`"),
  waitingTime: z.int().nonnegative().meta({ description: "whole minutes" }),
  escalated: z.literal(true).meta({ description: "always true" }),
  addedAt: z.iso.datetime().meta({ description: "since when it waits" }),
});

const historyLine = z.strictObject({
  id: z.int().positive().meta({ description: "row id" }),
  text: says("what was said"),
  sender,
  timestamp,
  isAI: z.boolean().meta({ description: "whether the assistant spoke" }),
  file: file.meta({ description: "the file that was sent; the text is its name then" }),
});

/** To the agent. */
export const TO_AGENT = {
  connection_status: documented("The token was accepted.", {
    status: z.literal("connected").meta({ description: "always `connected`" }),
    agentId: agentId.meta({ description: "the token's" }),
    timestamp,
  }),
  waiting_sessions: documented("The account's queue, on request and after each change: the hundred who wait longest.", {
    sessions: z.array(waitingSession).meta({ description: "longest waiting first" }),
    timestamp,
  }),
  chat_accepted: documented("The chat is this agent's.", {
    sessionId,
    visitorName: says("the visitor's name, or `Customer`"),
    businessName: says("the widget's business"),
    messages: z.array(historyLine).meta({ description: "everything said so far, as the history over REST gives it" }),
    fullHistory: z.literal(true).meta({ description: "always true" }),
    timestamp,
  }),
  new_message: documented("Something was said in a chat of this agent's: by the visitor, or by the agent on another console.", {
    sessionId,
    message: z
      .strictObject({
        id: messageId,
        text: says("what was said"),
        sender,
        timestamp,
        file: file.meta({ description: "the file that was sent; the text is its name then" }),
      })
      .meta({ description: "what was said, by whom and when" }),
    timestamp,
  }),
  typing: added("The visitor of a chat of this agent's is writing, or has stopped.", { sessionId, isTyping }),
  ack,
  chat_returned_to_ai: added("A chat of this agent's is with the assistant again.", { sessionId, timestamp }),
  chat_requeued: added("The agent was gone for too long, and the chat is back in the queue.", { sessionId, timestamp }),
  chat_closed: added("A chat of this agent's has ended.", { sessionId, timestamp }),
  agent_connected: added("Answers `agent_identify`.", { agentId: agentId.meta({ description: "the token's" }), timestamp }),
  chat_assigned: added("An agent took a chat. Told to every agent of the account.", {
    sessionId,
    agentId: agentId.meta({ description: "who has it" }),
    timestamp,
  }),
  return_to_ai_success: added("Answers `return_to_ai`.", { sessionId, timestamp }),
  accept_chat_failed: added("The chat was not taken. An `error` with the reason comes too.", {
    sessionId,
    error: says("why, as in the `message` of the error"),
    timestamp,
  }),
  agent_status_update: added("An agent of the account came or went.", {
    agentId: agentId.meta({ description: "who" }),
    status: z.enum(["online", "offline"]).meta({ description: "whether one of its connections is open" }),
    timestamp,
  }),
  queue_update: added("The account's queues in numbers, after each change.", {
    stats: z
      .strictObject({
        waitingSessions: z.int().nonnegative().meta({ description: "how many wait" }),
        availableAgents: z.int().nonnegative().meta({ description: "how many agents are online" }),
        averageWaitTime: z
          .string()
          .regex(/^\d+(\.\d)? minutes?$/)
          .meta({ description: "mean wait of the last day, as in `3.5 minutes`" }),
      })
      .meta({ description: "all widgets together" }),
    timestamp,
  }),
  error: added("A frame was refused. The connection stays open.", {
    ...errorShape,
    sessionId: sessionId.optional().meta({ description: "that of the refused frame" }),
    clientMessageId: clientMessageId.optional().meta({ description: "that of the refused frame" }),
  }),
  pong,
};

type FramesOf<S extends Record<string, z.ZodType>> = { [T in keyof S & string]: { type: T } & z.output<S[T]> }[keyof S & string];
export type VisitorFrame = FramesOf<typeof TO_VISITOR>;
export type AgentFrame = FramesOf<typeof TO_AGENT>;
