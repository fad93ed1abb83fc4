import type { MessageFacts } from "@chat/db";
import type { ChatMessage } from "../../contract";
import { clientIdOf } from "./write";

export const ASSISTANT_NAME = "AI Assistant";

const SENDER = { visitor: "visitor", agent: "agent", ai: "assistant" } as const;

export function toChatMessage(message: MessageFacts): ChatMessage {
  return {
    id: message.id,
    text: message.text,
    sender: SENDER[message.senderType],
    senderName: senderName(message),
    offersPerson: message.metadata?.offersPerson ?? false,
    clientMessageId: clientIdOf(message.clientMessageId),
    sentAt: message.createdAt.toISOString(),
  };
}

function senderName(message: MessageFacts): string | null {
  if (message.senderType === "visitor") return null;
  return message.senderType === "ai" ? ASSISTANT_NAME : (message.agentName ?? "Agent");
}
