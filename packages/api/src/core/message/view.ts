import type { FileMetadata, MessageFacts } from "@chat/db";
import type { ChatFile, ChatMessage } from "../../contract";
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
    file: message.metadata?.file ? toChatFile(message.metadata.file) : null,
    source: message.metadata?.source ?? null,
    sentAt: message.createdAt.toISOString(),
  };
}

export const fileUrl = ({ key }: Pick<FileMetadata, "key">): string => `/api/files/${key}`;

const toChatFile = ({ key, name, type, size }: FileMetadata): ChatFile => ({ name, type, size, url: fileUrl({ key }) });

function senderName(message: MessageFacts): string | null {
  if (message.senderType === "visitor") return null;
  return message.senderType === "ai" ? ASSISTANT_NAME : (message.agentName ?? "Agent");
}
