import type { ChatFile, ChatMessage } from "@chat/api/contract";

/** A message as a transcript shows it. `delivery` is set only for one's own that are not stored yet. */
export type TranscriptMessage = Pick<ChatMessage, "text" | "sender" | "senderName" | "sentAt"> & {
  /** Stable while the message is on screen: the row id, or the client's id before there is one. */
  key: string;
  delivery?: "sending" | "failed";
  /** Shown in place of the text, which is its name. */
  file?: ChatFile | null;
  /** What the assistant took it from. */
  source?: ChatMessage["source"];
};

export type TranscriptItem =
  | { kind: "day"; key: string; at: Date }
  | {
      kind: "message";
      key: string;
      message: TranscriptMessage /** First of several by the same sender within a few minutes: shows the name. */;
      isFirst: boolean;
      isLast: boolean;
    };

const GROUP_MS = 5 * 60 * 1000;

/** Day separators between days, and runs of one sender grouped. */
export function transcriptItems(messages: readonly TranscriptMessage[]): TranscriptItem[] {
  const items: TranscriptItem[] = [];
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const at = new Date(message.sentAt);
    if (!before || !isSameDay(new Date(before.sentAt), at)) items.push({ kind: "day", key: `day-${message.key}`, at });
    items.push({
      kind: "message",
      key: message.key,
      message: { ...message },
      isFirst: !isSameRun(before, message),
      isLast: !isSameRun(message, after),
    });
  });
  return items;
}

const isSameDay = (a: Date, b: Date) => a.getDate() === b.getDate() && a.getMonth() === b.getMonth() && a.getFullYear() === b.getFullYear();

function isSameRun(a: TranscriptMessage | undefined, b: TranscriptMessage | undefined): boolean {
  if (!a || !b || a.sender !== b.sender || a.senderName !== b.senderName) return false;
  const first = new Date(a.sentAt);
  const second = new Date(b.sentAt);
  return isSameDay(first, second) && second.getTime() - first.getTime() < GROUP_MS;
}
