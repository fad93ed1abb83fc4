import type { SessionState } from "../../contract";

export interface SessionColumns {
  status: "waiting" | "active" | "closed";
  aiMode: boolean;
  assignedAgentId: number | null;
}

/** Who has the chat, from the three documented columns that say it together. */
export function stateOf(session: SessionColumns): SessionState {
  if (session.status === "closed") return "closed";
  if (session.status === "waiting") return "queued";
  return session.assignedAgentId === null ? "assistant" : "agent";
}

export const MOVES = ["escalate", "accept", "returnToAi", "requeue", "close", "reopen"] as const;
export type Move = (typeof MOVES)[number];

/** The whole state machine. A move that is absent from a state is refused there. */
const TRANSITIONS: Record<SessionState, Partial<Record<Move, SessionState>>> = {
  assistant: { escalate: "queued", close: "closed" },
  queued: { accept: "agent", close: "closed" },
  agent: { returnToAi: "assistant", requeue: "queued", close: "closed" },
  closed: { reopen: "assistant" },
};

/** Where a move leads, or null when it may not be made from here. */
export const afterMove = (state: SessionState, move: Move): SessionState | null => TRANSITIONS[state][move] ?? null;
