import { PENDING } from "../../packages/widget/src/protocol/transcript";
import type { Cast } from "../cast";
import type { MessageRow, Rows, SessionRow } from "../journal";
import type { Visitor } from "../people/visitor";
import { findLost } from "./breaches";
import { compareLists } from "./lists";
import { stateOf } from "./rows";

/** Where the sides do not agree yet, each as one readable text. Empty: all hold the same. */
export function findDifferences(cast: Cast, rows: Rows): string[] {
  const waiting = rows.sessions.filter((session) => session.status === "waiting").map((session) => session.sessionId);
  const ours = new Set(cast.visitors.map((visitor) => visitor.sessionId()));
  return [
    ...cast.visitors.flatMap((visitor) => ofChat(cast, rows, visitor, waiting).map((fault) => `chat ${visitor.chat}: ${fault}`)),
    ...Object.entries(cast.agents).flatMap(([name, { person }]) =>
      compareLists(
        `the ${name} agent's queue`,
        person.queue().filter((sessionId) => ours.has(sessionId)),
        waiting,
      ),
    ),
    ...findLost(cast.ledger, rows),
  ];
}

function ofChat(cast: Cast, rows: Rows, visitor: Visitor, waiting: readonly string[]): string[] {
  const sessionId = visitor.sessionId();
  const row = rows.sessions.find((session) => session.sessionId === sessionId);
  if (!row) return [`no row of session ${sessionId}`];
  const stored = rows.messages.filter((message) => message.sessionId === sessionId);
  return [...ofVisitor(cast, visitor, row, stored, waiting.indexOf(sessionId) + 1), ...ofAgents(cast, row, stored)];
}

const asText = (lines: readonly { id: number; text: string }[]) => lines.map(({ id, text }) => `${id} ${text.slice(0, 60)}`);

/** @param position in the queue, by the rows */
function ofVisitor(cast: Cast, visitor: Visitor, row: SessionRow, stored: MessageRow[], position: number): string[] {
  const told = visitor.state();
  const shown = visitor.lines();
  const state = stateOf(row);
  const unsent = shown.filter((line) => line.state !== "sent" || line.id >= PENDING);
  const owner = Object.values(cast.agents).find(({ who }) => who.id === row.agentId)?.who.name;
  return [
    ...compareLists("the visitor's list", asText(shown), asText(stored)),
    ...(unsent.length > 0 ? [`the visitor shows ${unsent.length} lines as not sent`] : []),
    ...(told?.mode === state ? [] : [`the visitor takes it for "${told?.mode}", by the rows it is "${state}"`]),
    ...(state !== "agent" || told?.agentName === owner ? [] : [`the visitor names ${told?.agentName}, the rows ${owner}`]),
    ...(state !== "queued" || told?.position === position ? [] : [`told position ${told?.position}, by the rows ${position}`]),
  ];
}

function ofAgents(cast: Cast, row: SessionRow, stored: MessageRow[]): string[] {
  return Object.entries(cast.agents).flatMap(([name, { who, person }]) => {
    const held = person.lines(row.sessionId);
    const takesIt = person.chats().includes(row.sessionId);
    const hasIt = row.status === "active" && row.agentId === who.id;
    if (takesIt !== hasIt) return [`the ${name} agent ${takesIt ? "takes it for its own" : "does not know that it has it"}`];
    if (hasIt) return compareLists(`the ${name} agent's list`, asText(held), asText(stored));
    // Of a chat that it had before, it holds a part.
    const seen = stored.filter(({ id }) => held.some((line) => line.id === id));
    return compareLists(`what the ${name} agent saw of it`, asText(held), asText(seen));
  });
}
