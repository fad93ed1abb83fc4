import type { Owner, Rows } from "../journal";

export type State = "assistant" | "queued" | "agent" | "closed";

/** Who has a chat, by its row. */
export function stateOf({ status, agentId }: Owner): State {
  if (status === "closed") return "closed";
  if (status === "waiting") return "queued";
  return agentId === null ? "assistant" : "agent";
}

/** Whether the agent has the chat, and had it without a break since before the message `after`. */
export function heldThroughout({ messages, sessions }: Rows, hold: { sessionId: string; agentId: number; after: number }): boolean {
  const now = sessions.find((session) => session.sessionId === hold.sessionId);
  const then = messages.find((message) => message.sessionId === hold.sessionId && message.id === hold.after)?.owner;
  return now?.agentId === hold.agentId && then?.agentId === hold.agentId && then.epoch === now.epoch;
}
