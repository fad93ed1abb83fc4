import type { Owner } from "../journal";

export type State = "assistant" | "queued" | "agent" | "closed";

/** Who has a chat, by its row. */
export function stateOf({ status, agentId }: Owner): State {
  if (status === "closed") return "closed";
  if (status === "waiting") return "queued";
  return agentId === null ? "assistant" : "agent";
}
