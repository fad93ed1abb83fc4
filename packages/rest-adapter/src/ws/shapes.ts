import type { ChatMessage } from "@chat/api/contract";
import type { AgentFrame, VisitorFrame } from "./server-frames";

/** How frames name a message. REST gives the number alone. */
export const frameId = (id: number) => `msg_${id}`;

export const now = () => new Date().toISOString();

export const pong = () => ({ type: "pong", timestamp: now() }) as const;

export const ack = (message: ChatMessage, clientMessageId: string) =>
  ({ type: "ack", clientMessageId, id: frameId(message.id), timestamp: message.sentAt }) as const;

const senderOf = (message: ChatMessage): "customer" | "agent" => (message.sender === "visitor" ? "customer" : "agent");

type MessageFacts = Omit<Extract<VisitorFrame, { type: "message" }>, "type">;

/** @param told true for a socket that joined: it is told more than the document says */
export const visitorMessage = (message: ChatMessage, told: boolean): VisitorFrame => ({ type: "message", ...messageFacts(message, told) });

/** A message as its frame has it, and as a line of the visitor's history. */
export function messageFacts(message: ChatMessage, told: boolean): MessageFacts {
  return {
    id: frameId(message.id),
    message: message.text,
    timestamp: message.sentAt,
    metadata: {
      agentName: message.senderName,
      isAI: message.sender === "assistant",
      ...(told && message.offersPerson && { offersPerson: true as const }),
      ...(told && message.file && { file: message.file }),
      ...(told && message.source && { source: message.source }),
    },
    ...(told && { sender: senderOf(message) }),
    ...(told && message.clientMessageId !== null && { clientMessageId: message.clientMessageId }),
  };
}

export function agentMessage(sessionId: string, message: ChatMessage): AgentFrame {
  const line = {
    id: frameId(message.id),
    text: message.text,
    sender: senderOf(message),
    timestamp: message.sentAt,
    ...(message.file && { file: message.file }),
  };
  return { type: "new_message", sessionId, message: line, timestamp: now() };
}
