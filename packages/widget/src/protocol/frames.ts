import type { SessionState } from "@chat/api/contract";

export type { SessionState };

/** Facts about the visitor, told to the server when a chat is joined. */
export interface VisitorDetails {
  visitorName?: string;
  visitorEmail?: string;
  visitorInfo?: Record<string, string | number | boolean>;
}

/** Who the page says that the visitor is, with its server's proof. */
export interface VisitorIdentity {
  userId?: string;
  userHash?: string;
}

/** A file that was sent. */
export interface SentFile {
  name: string;
  /** As in `image/png`. */
  type: string;
  /** Bytes. */
  size: number;
  /** From the server's origin on. */
  url: string;
}

export type ClientFrame =
  | ({ type: "join"; siteKey: string; sessionId: string; visitorSecret: string; after?: number } & VisitorDetails & VisitorIdentity)
  | { type: "message"; siteKey: string; sessionId: string; message: string; clientMessageId: string; timestamp: string }
  | { type: "typing"; sessionId: string; isTyping: boolean }
  | { type: "escalate"; siteKey: string; sessionId: string; reason?: string }
  | { type: "end_chat"; sessionId: string }
  | { type: "history"; sessionId: string; before: number }
  | { type: "rate"; sessionId: string; score: number; comment?: string }
  | ({
      type: "leave_message";
      siteKey: string;
      sessionId: string;
      message: string;
      clientMessageId: string;
      timestamp: string;
    } & VisitorDetails)
  | { type: "mail_transcript"; visitorEmail: string }
  | { type: "ping" };

export interface StoredMessage {
  id: string;
  message: string;
  timestamp: string;
  sender?: "customer" | "agent";
  clientMessageId?: string;
  metadata?: {
    agentName?: string | null;
    isAI?: boolean;
    offersPerson?: boolean;
    source?: { title: string; url?: string };
    file?: SentFile;
  };
}

export type MessageFrame = { type: "message" } & StoredMessage;

export type ServerFrame =
  | MessageFrame
  | {
      type: "session";
      sessionId: string;
      state: SessionState;
      agentName: string | null;
      position: number;
      estimatedWait: number;
      hasEarlier: boolean;
      /** Absent where the server is older: then it is taken to be. */
      isStaffed?: boolean;
      sendsMail?: boolean;
      isIdentified?: boolean;
    }
  | { type: "history"; messages: StoredMessage[]; hasEarlier: boolean }
  | { type: "staffing"; isStaffed: boolean }
  | { type: "transcript_mailed" }
  | { type: "ack"; clientMessageId: string; id: string; timestamp: string }
  | { type: "typing"; isTyping: boolean }
  | { type: "queue_update"; position: number; estimatedWait: number }
  | { type: "agent_joined"; message: string; agentName: string }
  | { type: "chat_returned_to_ai"; message: string }
  | { type: "chat_requeued"; message: string }
  | { type: "chat_closed"; message: string }
  | { type: "chat_reopened" }
  | { type: "error"; code: string; message: string; clientMessageId?: string }
  | { type: "pong" };

/**
 * Reads one frame. Null for anything that is not a JSON object with a type: a newer server may
 * send frames this client does not know, and a proxy may inject text of its own.
 */
export function parseFrame(data: unknown): ServerFrame | undefined {
  try {
    const frame = JSON.parse(data as string);
    if (typeof frame.type === "string") return frame;
  } catch {}
}

/** The row id in `msg_123`. NaN when the server speaks of no stored message. */
export const rowId = (id: string): number => +`${id}`.slice(4);
