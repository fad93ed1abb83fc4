import { z } from "zod";
import { flag, Instant, requiredAs, verbatimText } from "./fields";
import { ChatFile } from "./file";
import { LIMITS } from "./limits";

/** The client's to choose: it is the capability to read a chat begun without a visitor secret. */
export const SessionId = z
  .string({ error: requiredAs("Session id", "text") })
  .regex(/^[A-Za-z0-9_-]{8,128}$/, "Session id must be 8 to 128 letters, digits, - or _");

/** Makes a retry harmless: the same id in the same session stores nothing twice. */
export const ClientMessageId = z
  .string("Client message id must be text")
  .regex(/^[A-Za-z0-9_-]+$/, "Client message id must be letters, digits, - or _")
  .max(LIMITS.clientMessageIdMaxChars, `Client message id must be at most ${LIMITS.clientMessageIdMaxChars} characters`);

export const MessageText = verbatimText("Message", LIMITS.messageMaxChars);

export const SENDERS = ["visitor", "agent", "assistant"] as const;

/** What an answer of the assistant was taken from. */
export const AnswerSource = z.object({
  /** The question of the pair that it answers from, at most 500 characters. */
  title: z.string(),
});
export type AnswerSource = z.infer<typeof AnswerSource>;

export const ChatMessage = z.object({
  /** Row id: grows within a session in the order in which messages were committed. */
  id: z.number(),
  text: z.string(),
  sender: z.enum(SENDERS),
  /** Who speaks: the agent's full name, `AI Assistant`, or null for the visitor. */
  senderName: z.string().nullable(),
  /** The assistant could not answer and offers a person. */
  offersPerson: z.boolean(),
  clientMessageId: z.string().nullable(),
  /** What was sent beside the text, which is its name then. */
  file: ChatFile.nullable(),
  /** Of an answer that the account's knowledge gave. */
  source: AnswerSource.nullable(),
  sentAt: Instant,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const SendAgentMessageInput = z.object({ sessionId: SessionId, text: MessageText, clientMessageId: ClientMessageId.optional() });

export const SetTypingInput = z.object({ sessionId: SessionId, isTyping: flag("isTyping") });

/** One page of a chat, newest page first, in reading order. */
export const HistoryInput = z.object({
  sessionId: SessionId,
  /** Only messages with a smaller id. */
  before: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(LIMITS.historyPageMax).default(LIMITS.historyPageMax),
});

export const HistoryPage = z.object({ messages: z.array(ChatMessage), hasEarlier: z.boolean() });
export type HistoryPage = z.infer<typeof HistoryPage>;

/** `duplicate` is true when this clientMessageId had been stored before: nothing was stored again. */
export const SentMessage = z.object({ message: ChatMessage, duplicate: z.boolean() });
export type SentMessage = z.infer<typeof SentMessage>;
