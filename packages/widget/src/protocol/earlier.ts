import type { Client } from "./client";

/** Asks for lines before the first one, where there are any and none are asked for. */
export function loadEarlier({ state, send }: Pick<Client, "state" | "send">, sessionId: string): void {
  const [first] = state.lines;
  if (!state.hasEarlier || state.isReplaying || state.link !== "online" || !first) return;
  state.isReplaying = true;
  send({ type: "history", sessionId, before: Math.floor(first.id) });
}
