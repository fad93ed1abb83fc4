import { expect, test } from "bun:test";
import type { Line } from "../../packages/widget/src/protocol/transcript";
import type { Cast } from "../cast";
import type { MessageRow, Rows, SessionRow } from "../journal";
import { createLedger } from "../ledger";
import { findDifferences } from "./differences";

const sessionId = "session_of_chat_0";
const stored = [1, 2].map(
  (id): MessageRow => ({
    id,
    sessionId,
    sender: "visitor",
    senderId: null,
    clientMessageId: `own-${id}`,
    text: `said ${id}`,
    storedAt: id,
    owner: { status: "active", agentId: 7, epoch: 2 },
  }),
);
const shown = stored.map(({ id, text }) => ({ id, text, state: "sent" })) as Line[];
const HELD: SessionRow = { sessionId, status: "active", agentId: 7, epoch: 2 };
const rowsOf = (session: SessionRow): Rows => ({ messages: stored, sessions: [session], accepts: [] });

interface Seen {
  lines?: Line[];
  mode?: string;
  agentName?: string | null;
  position?: number;
  /** What the desk agent takes for its own, its list and its queue. */
  chats?: string[];
  held?: { id: number; text: string }[];
  queue?: string[];
}

/** What the people of one chat see: all that is looked at of a cast. */
function cast({
  lines = shown,
  mode = "agent",
  agentName = "Robin",
  position = 0,
  chats = [sessionId],
  held = stored,
  queue = [],
}: Seen): Cast {
  const person = (has: boolean) => ({ chats: () => (has ? chats : []), lines: () => (has ? held : []), queue: () => queue });
  return {
    ledger: createLedger("1.1"),
    visitors: [{ chat: 0, sessionId: () => sessionId, state: () => ({ mode, agentName, position }), lines: () => lines }],
    agents: {
      desk: { who: { id: 7, name: "Robin" }, person: person(true) },
      socket: { who: { id: 8, name: "Sam" }, person: person(false) },
    },
  } as unknown as Cast;
}

test("sides that hold the same do not differ", () => {
  expect(findDifferences(cast({}), rowsOf(HELD))).toEqual([]);
});

const QUEUED: SessionRow = { ...HELD, status: "waiting", agentId: null };
test.each<[string, Seen, SessionRow, string]>([
  ["a line that the visitor misses", { lines: shown.slice(1) }, HELD, "missing: 1 said 1"],
  ["a line that the visitor has twice", { lines: [...shown, ...shown.slice(1)] }, HELD, "extra:   2 said 2"],
  ["lines in another order", { lines: shown.toReversed() }, HELD, "another order"],
  ["a line that is shown as not sent", { lines: shown.map((line) => ({ ...line, state: "failed" as const })) }, HELD, "as not sent"],
  ["an owner that the visitor does not know of", { mode: "assistant" }, HELD, 'takes it for "assistant"'],
  ["another agent's name", { agentName: "Sam" }, HELD, "the visitor names Sam"],
  ["an old position", { mode: "queued", position: 2, chats: [], held: [], queue: [sessionId] }, QUEUED, "told position 2, by the rows 1"],
  ["an old queue", { mode: "queued", position: 1, chats: [], held: [] }, QUEUED, "agent's queue differs"],
  ["an agent who misses a line of its chat", { held: stored.slice(1) }, HELD, "the desk agent's list differs"],
  ["an agent who does not know of its chat", { chats: [] }, HELD, "does not know that it has it"],
  ["an agent who keeps a chat that it lost", { mode: "queued", position: 1, queue: [sessionId] }, QUEUED, "takes it for its own"],
  [
    "an agent who had it, and saw what was never said",
    { mode: "closed", chats: [], held: [{ id: 9, text: "?" }] },
    { ...HELD, status: "closed", agentId: null },
    "saw of it",
  ],
])("%s is a difference", (_name, seen, row, fault) => {
  expect(findDifferences(cast(seen), rowsOf(row)).join("\n")).toContain(fault);
});
