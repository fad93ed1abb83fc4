import type { AnswerSource, ChatMessage } from "../../contract";

export interface AssistantQuestion {
  accountId: number;
  /** The visitor's message. */
  text: string;
  /** What was said before it, oldest first. */
  history: ChatMessage[];
}

export type AssistantReply =
  /** `source` where it was taken from the account's knowledge. */
  | { kind: "answer"; text: string; source?: AnswerSource }
  /** Says that it does not know; a person is offered beside it. */
  | { kind: "unknown"; text: string }
  /** The visitor wants a person: the chat goes into the queue. */
  | { kind: "handover"; text: string };

/** Whatever answers first. Knows nothing of sessions, queues or transports. */
export interface Assistant {
  reply(question: AssistantQuestion): Promise<AssistantReply>;
}
