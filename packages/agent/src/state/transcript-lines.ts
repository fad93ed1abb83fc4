import type { ChatMessage } from "@chat/api/contract";
import type { TranscriptMessage } from "@chat/ui";
import type { PendingMessage } from "./merge-messages";

/** Stored messages in order, then what is still on its way. A line keeps its key, and so its place on screen, when it becomes stored. */
export function transcriptLines(stored: readonly ChatMessage[], pending: readonly PendingMessage[], ownName: string): TranscriptMessage[] {
  return [
    ...stored.map((message) => ({
      key: keyOf(message),
      text: message.text,
      sender: message.sender,
      senderName: message.senderName,
      sentAt: message.sentAt,
      file: message.file,
      source: message.source,
    })),
    ...pending.map((message) => ({
      key: message.clientMessageId,
      text: message.text,
      sender: "agent" as const,
      senderName: ownName,
      sentAt: message.writtenAt,
      delivery: message.delivery,
    })),
  ];
}

// A visitor's client chooses its ids freely, so only our own may stand for a line.
const keyOf = (message: ChatMessage) =>
  message.sender === "agent" && message.clientMessageId ? message.clientMessageId : String(message.id);
