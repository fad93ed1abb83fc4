import { PENDING } from "../packages/widget/src/protocol/transcript";
import type { Cast } from "./cast";
import type { MoveRow, Rows, SessionRow } from "./journal";
import { chatOf } from "./ledger";

type State = "assistant" | "queued" | "agent" | "closed";

const stateOf = ({ status, agentId }: Pick<SessionRow, "status" | "agentId">): State => {
  if (status === "closed") return "closed";
  if (status === "waiting") return "queued";
  return agentId === null ? "assistant" : "agent";
};
const list = (lines: { id: number; text: string }[]) => lines.map(({ id, text }) => `${id} ${text.slice(0, 60)}`);

/** Everything that is not as it is promised to be, each as one readable text. Empty: all sides agree. */
export function findDifferences(cast: Cast, rows: Rows): string[] {
  const faults: string[] = [];
  const waiting = rows.sessions.filter((session) => session.status === "waiting").map((session) => session.sessionId);

  for (const visitor of cast.visitors) {
    const sessionId = visitor.sessionId();
    const name = `chat ${visitor.chat}`;
    const row = rows.sessions.find((session) => session.sessionId === sessionId);
    if (!row) {
      faults.push(`${name}: no row of session ${sessionId}`);
      continue;
    }
    const stored = rows.messages.filter((message) => message.sessionId === sessionId);
    const state = stateOf(row);
    const shown = visitor.lines();
    const told = visitor.state();

    differ(faults, `${name}: the visitor's list`, list(shown), list(stored));
    const failed = shown.filter((line) => line.state !== "sent" || line.id >= PENDING);
    if (failed.length > 0) faults.push(`${name}: the visitor shows ${failed.length} lines as not sent`);
    if (told?.mode !== state) faults.push(`${name}: the visitor takes it for "${told?.mode}", by the rows it is "${state}"`);
    const owner = Object.values(cast.agents).find(({ who }) => who.id === row.agentId);
    if (state === "agent" && told?.agentName !== owner?.who.name)
      faults.push(`${name}: the visitor names ${told?.agentName}, the rows ${owner?.who.name}`);
    const position = waiting.indexOf(sessionId) + 1;
    if (state === "queued" && told?.position !== position) faults.push(`${name}: told position ${told?.position}, by the rows ${position}`);

    for (const [agent, { who, person }] of Object.entries(cast.agents)) {
      const has = person.chats().includes(sessionId);
      const isIts = row.status === "active" && row.agentId === who.id;
      if (has !== isIts)
        faults.push(
          `${name}: the ${agent} agent ${has ? "takes it for its own" : "does not have it"}, by the rows ${isIts ? "it has it" : "it has not"}`,
        );
      const held = person.lines(sessionId);
      if (isIts) differ(faults, `${name}: the ${agent} agent's list`, list(held), list(stored));
      else
        differ(
          faults,
          `${name}: what the ${agent} agent saw`,
          list(held),
          list(stored.filter(({ id }) => held.some((line) => line.id === id))),
        );
    }
    for (const { text } of stored) {
      const chat = chatOf(text);
      if (chat !== undefined && !chat.endsWith(`/${visitor.chat}`)) faults.push(`${name}: holds a line of another chat: ${text}`);
    }
    faults.push(
      ...misplaced(
        name,
        stored,
        rows.moves.filter((move) => move.sessionId === sessionId),
      ),
    );
  }
  for (const [agent, { person }] of Object.entries(cast.agents))
    differ(
      faults,
      `the ${agent} agent's queue`,
      person.queue().filter((id) => isOurs(cast, id)),
      waiting,
    );
  faults.push(...miscounted(cast, rows), ...disordered(cast, rows));
  return faults;
}

const isOurs = (cast: Cast, sessionId: string) => cast.visitors.some((visitor) => visitor.sessionId() === sessionId);

function differ(faults: string[], what: string, held: string[], stored: string[]): void {
  if (held.length === stored.length && held.every((line, index) => line === stored[index])) return;
  const missing = stored.filter((line) => !held.includes(line));
  const extra = held.filter((line, index) => !stored.includes(line) || held.indexOf(line) !== index);
  faults.push(
    [
      `${what} differs from the rows (${held.length} held, ${stored.length} stored)`,
      ...missing.map((line) => `  missing: ${line}`),
      ...extra.map((line) => `  extra:   ${line}`),
      ...(missing.length + extra.length === 0 ? ["  in another order"] : []),
    ].join("\n"),
  );
}

/** Lines stored while someone else had the chat, by the journal of the database. */
function misplaced(name: string, stored: Rows["messages"], moves: MoveRow[]): string[] {
  return stored.flatMap(({ id, sender, senderId, text }) => {
    const last = moves.findLast((move) => move.afterMessage < id);
    const state = last ? stateOf(last) : "assistant";
    if (sender === "ai" && state !== "assistant") return [`${name}: the assistant spoke while the chat was "${state}": ${id} ${text}`];
    if (sender === "agent" && (state !== "agent" || last?.agentId !== senderId))
      return [`${name}: agent ${senderId} spoke in a chat that was "${state}" (${last?.agentId}): ${id} ${text}`];
    return [];
  });
}

/** Lines that are there twice, and lines that are not there although nobody gave them up. */
function miscounted(cast: Cast, rows: Rows): string[] {
  const times = new Map<string, number>();
  for (const { text } of rows.messages) times.set(text, (times.get(text) ?? 0) + 1);
  const answers = rows.messages.filter((message) => message.sender === "ai").map((message) => message.clientMessageId);
  const twice = answers.filter((id, index) => answers.indexOf(id) !== index);
  return [
    ...twice.map((id) => `the assistant answered twice: ${id}`),
    ...[...cast.ledger.lines].flatMap(([text, { fate }]) => {
      const count = times.get(text) ?? 0;
      if (count > 1) return [`stored ${count} times (${fate}): ${text}`];
      return count === 0 && fate !== "refused" ? [`lost (${fate}): ${text}`] : [];
    }),
  ];
}

/** One writer's lines in one chat are stored in the order in which they were written. */
function disordered(cast: Cast, rows: Rows): string[] {
  const written = [...cast.ledger.lines.keys()];
  const place = new Map(written.map((text, index) => [text, index]));
  const last = new Map<string, number>();
  return rows.messages.flatMap(({ text }) => {
    const line = cast.ledger.lines.get(text);
    const at = place.get(text);
    if (!line || at === undefined) return [];
    const writer = `${line.chat} ${line.by}`;
    const before = last.get(writer) ?? -1;
    last.set(writer, Math.max(before, at));
    return at < before ? [`stored after a line that was written later: ${text}`] : [];
  });
}
