import type { ActiveChat } from "@chat/api/contract";

/** The server's list with what our own last actions already said: chats just accepted are in it, chats just left are not. */
export function withOwnMoves(told: readonly ActiveChat[], joined: readonly ActiveChat[], left: ReadonlySet<string>): ActiveChat[] {
  const known = new Set(told.map((chat) => chat.sessionId));
  return [...told, ...joined.filter((chat) => !known.has(chat.sessionId))].filter((chat) => !left.has(chat.sessionId));
}
