import type { HeldLine } from "./agent";

/** Lines of chats, once each, in the order of their ids. */
export function createTranscripts() {
  const chats = new Map<string, Map<number, HeldLine>>();
  return {
    merge(sessionId: string, lines: readonly HeldLine[]) {
      const known = chats.get(sessionId) ?? new Map<number, HeldLine>();
      chats.set(sessionId, known);
      for (const { id, text } of lines) if (!known.has(id)) known.set(id, { id, text });
    },
    lines: (sessionId: string): HeldLine[] => [...(chats.get(sessionId)?.values() ?? [])].sort((one, other) => one.id - other.id),
    clear: () => chats.clear(),
  };
}
