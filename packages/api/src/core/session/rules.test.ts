import { describe, expect, test } from "bun:test";
import { SESSION_STATES, type SessionState } from "../../contract";
import { afterMove, MOVES, type Move, type SessionColumns, stateOf } from "./rules";

/** Where each move leads from each state, refusals (-) included. */
const TABLE: Record<SessionState, Record<Move, SessionState | "-">> = {
  assistant: { escalate: "queued", accept: "-", returnToAi: "-", requeue: "-", close: "closed", reopen: "-" },
  queued: { escalate: "-", accept: "agent", returnToAi: "-", requeue: "-", close: "closed", reopen: "-" },
  agent: { escalate: "-", accept: "-", returnToAi: "assistant", requeue: "queued", close: "closed", reopen: "-" },
  closed: { escalate: "-", accept: "-", returnToAi: "-", requeue: "-", close: "-", reopen: "assistant" },
};

describe("moves", () => {
  const cases = SESSION_STATES.flatMap((state) => MOVES.map((move) => [state, move, TABLE[state][move]] as const));
  test.each(cases)("%s, %s: %s", (state, move, target) => {
    expect(afterMove(state, move)).toBe(target === "-" ? null : target);
  });
});

describe("the state that the documented columns say together", () => {
  const cases: [SessionColumns, SessionState][] = [
    [{ status: "active", aiMode: true, assignedAgentId: null }, "assistant"],
    [{ status: "active", aiMode: false, assignedAgentId: null }, "assistant"],
    [{ status: "active", aiMode: false, assignedAgentId: 7 }, "agent"],
    [{ status: "active", aiMode: true, assignedAgentId: 7 }, "agent"],
    [{ status: "waiting", aiMode: false, assignedAgentId: null }, "queued"],
    [{ status: "waiting", aiMode: true, assignedAgentId: null }, "queued"],
    [{ status: "closed", aiMode: false, assignedAgentId: null }, "closed"],
    [{ status: "closed", aiMode: true, assignedAgentId: 7 }, "closed"],
  ];
  test.each(cases.map(([columns, state]) => [JSON.stringify(columns), state, columns] as const))("%s is %s", (_json, state, columns) => {
    expect(stateOf(columns)).toBe(state);
  });
});
