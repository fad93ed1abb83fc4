import type { ChatMessage } from "@chat/api/contract";

/** A line written here that the server has not confirmed yet. */
export interface PendingMessage {
  readonly clientMessageId: string;
  readonly text: string;
  readonly writtenAt: string;
  readonly delivery: "sending" | "failed";
  /** Why it failed, in words for people. */
  readonly problem: string | null;
}

/** Stored messages once each, in the order of their ids. Keeps the first object seen for an id. */
export function mergeMessages(known: readonly ChatMessage[], incoming: readonly ChatMessage[]): ChatMessage[] {
  const fresh = new Map<number, ChatMessage>();
  const knownIds = new Set(known.map((message) => message.id));
  for (const message of incoming) if (!knownIds.has(message.id)) fresh.set(message.id, message);
  if (fresh.size === 0) return known as ChatMessage[];
  return [...known, ...fresh.values()].sort((one, other) => one.id - other.id);
}

/** What is still pending once `stored` is known: a message is the same by its clientMessageId. */
export function withoutStored(pending: readonly PendingMessage[], stored: readonly ChatMessage[]): PendingMessage[] {
  const storedIds = new Set(stored.map((message) => message.clientMessageId));
  return pending.filter((message) => !storedIds.has(message.clientMessageId));
}

/** Id of the newest message, 0 for an empty chat: the place a subscription resumes after. */
export function lastIdOf(messages: readonly ChatMessage[]): number {
  return messages.at(-1)?.id ?? 0;
}

/** Visitor messages after the last one read. */
export function countUnread(messages: readonly ChatMessage[], readUpTo: number): number {
  let count = 0;
  for (let at = messages.length - 1; at >= 0; at--) {
    const message = messages[at];
    if (!message || message.id <= readUpTo) break;
    if (message.sender === "visitor") count++;
  }
  return count;
}

/** When the visitor began to wait for an answer, or null when the last word is ours. */
export function unansweredSince(messages: readonly ChatMessage[]): string | null {
  let since: string | null = null;
  for (let at = messages.length - 1; at >= 0; at--) {
    const message = messages[at];
    if (message?.sender !== "visitor") break;
    since = message.sentAt;
  }
  return since;
}
