import type { ChatMessage } from "./message";

/** A place that began (`isWaiting`) or ended; `version` is the queue's since then, `escalatedAt` and `id` order the queue. */
export interface QueueChange {
  version: number;
  sessionId: string;
  id: number;
  escalatedAt: string;
  isWaiting: boolean;
}

/** A change of owner. Of two moves of a session the one with the higher epoch came later, in whatever order they are told. */
interface Move {
  sessionId: string;
  epoch: number;
}

/** Something that happened, told after it was committed. Past tense, flat, serialisable. */
export type ChatEvent =
  | {
      type: "message.stored";
      sessionId: string;
      agentId: number | null;
      message: ChatMessage;
      connectionId: string | null;
      /** Id of the message before it in its session, 0 for the first; absent where events cannot overtake one another. */
      previousId?: number | undefined;
    }
  | { type: "typing.changed"; sessionId: string; from: "visitor" | "agent" | "assistant"; isTyping: boolean }
  | ({ type: "session.escalated"; position: number; estimatedWait: number } & Move)
  | ({ type: "session.accepted"; agentId: number; agentName: string } & Move)
  | ({ type: "session.returned"; agentId: number } & Move)
  | ({ type: "session.requeued"; agentId: number } & Move)
  | ({ type: "session.closed"; agentId: number | null } & Move)
  | ({ type: "session.reopened" } & Move)
  /** To the agent who has the chat: its visitor or their page says something new of them. */
  | { type: "session.described"; sessionId: string; agentId: number }
  | { type: "queue.moved"; sessionId: string; position: number; estimatedWait: number }
  | {
      type: "queue.changed";
      accountId: number | null;
      siteKey: string;
      /** Whose place began or ended. Absent when the whole queue went with its widget. */
      change?: QueueChange | undefined;
    }
  | { type: "agent.presence_changed"; agentId: number; isOnline: boolean }
  /** Agents of the account came, went, or may serve others now. */
  | { type: "staffing.changed"; accountId: number }
  /** To a visitor who waits: whether anybody is there, read after it last changed. */
  | { type: "staffing.found"; sessionId: string; isStaffed: boolean }
  | { type: "knowledge.changed"; accountId: number }
  /** Events were lost on their way: whoever hears this reads again what it shows. */
  | { type: "news.missed" }
  | { type: "access.revoked"; role: "admin" | "agent"; id: number };

export type ChatEventOf<T extends ChatEvent["type"]> = Extract<ChatEvent, { type: T }>;
