import type { MoveRow, SessionRow } from "../journal";

export type State = "assistant" | "queued" | "agent" | "closed";

/** Who has a chat, by its row. */
export function stateOf({ status, agentId }: Pick<SessionRow, "status" | "agentId">): State {
  if (status === "closed") return "closed";
  if (status === "waiting") return "queued";
  return agentId === null ? "assistant" : "agent";
}

/** How many changes of owner came before a message. */
export const turnOf = (moves: readonly MoveRow[], messageId: number): number =>
  moves.filter((move) => move.afterMessage < messageId).length;

/** Who had the chat when a message was stored. */
export function stateAt(moves: readonly MoveRow[], messageId: number): { state: State; agentId: number | null } {
  const last = moves[turnOf(moves, messageId) - 1];
  return last ? { state: stateOf(last), agentId: last.agentId } : { state: "assistant", agentId: null };
}
