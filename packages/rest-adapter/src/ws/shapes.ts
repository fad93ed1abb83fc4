import type { ChatMessage } from "@chat/api/contract";

/** How frames name a message. REST gives the number alone. */
export const frameId = (id: number) => `msg_${id}`;

export const now = () => new Date().toISOString();

export const pong = () => ({ type: "pong", timestamp: now() });

export const ack = (message: ChatMessage, clientMessageId: string) => ({
  type: "ack",
  clientMessageId,
  id: frameId(message.id),
  timestamp: message.sentAt,
});

/** @param told true for a socket that joined: it is also told who wrote, and the id its writer gave the message */
export function visitorMessage(message: ChatMessage, told: boolean) {
  const sender = message.sender === "visitor" ? "customer" : "agent";
  return {
    type: "message",
    id: frameId(message.id),
    message: message.text,
    timestamp: message.sentAt,
    metadata: {
      agentName: message.senderName,
      isAI: message.sender === "assistant",
      ...(message.offersPerson && { offersPerson: true }),
    },
    ...(told && { sender }),
    ...(told && message.clientMessageId !== null && { clientMessageId: message.clientMessageId }),
  };
}

export function agentMessage(sessionId: string, message: ChatMessage) {
  const sender = message.sender === "visitor" ? "customer" : "agent";
  const line = { id: frameId(message.id), text: message.text, sender, timestamp: message.sentAt };
  return { type: "new_message", sessionId, message: line, timestamp: now() };
}
