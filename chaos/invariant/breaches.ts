import type { Cast } from "../cast";
import type { MessageRow, Rows } from "../journal";
import { chatOf } from "../ledger";
import { stateOf } from "./rows";

/** An answer that comes later than this was asked for anew by the server, in the present turn. */
const ANSWERED_ANEW_SECONDS = 4;

/** What can never be made good again, each as one readable text: waiting longer would not help. */
export function findBreaches(cast: Cast, rows: Rows): string[] {
  return [
    ...cast.told,
    ...cast.visitors.flatMap((visitor) => {
      const sessionId = visitor.sessionId();
      const stored = rows.messages.filter((message) => message.sessionId === sessionId);
      const found = [...outOfTurn(stored), ...staleAnswers(stored), ...strangers(stored, visitor.chat)];
      return found.map((fault) => `chat ${visitor.chat}: ${fault}`);
    }),
    ...twiceStored(cast, rows),
    ...disordered(cast, rows),
  ];
}

/** Lines stored while someone else had the chat. */
function outOfTurn(stored: readonly MessageRow[]): string[] {
  return stored.flatMap(({ id, sender, senderId, text, owner }) => {
    const state = stateOf(owner);
    if (sender === "ai" && state !== "assistant") return [`the assistant spoke while it was "${state}": ${id} ${text}`];
    if (sender === "agent" && owner.agentId !== senderId)
      return [`agent ${senderId} spoke while it was "${state}" (${owner.agentId}): ${id} ${text}`];
    return [];
  });
}

/** Answers to questions of an earlier turn of the assistant. */
function staleAnswers(stored: readonly MessageRow[]): string[] {
  return stored.flatMap((answer) => {
    const [, asked] = /^~answer-(\d+)$/.exec(answer.clientMessageId ?? "") ?? [];
    const question = stored.find(({ id }) => id === Number(asked));
    if (!question || question.owner.epoch === answer.owner.epoch) return [];
    const isAnew = answer.storedAt - question.storedAt >= ANSWERED_ANEW_SECONDS;
    return isAnew ? [] : [`${answer.id} answers ${question.id}, of an earlier turn`];
  });
}

const strangers = (stored: readonly MessageRow[], chat: number): string[] =>
  stored.flatMap(({ text }) => {
    const of = chatOf(text);
    return of === undefined || of.endsWith(`/${chat}`) ? [] : [`holds a line of another chat: ${text}`];
  });

function twiceStored(cast: Cast, rows: Rows): string[] {
  const times = new Map<string, number>();
  for (const { text, sender, clientMessageId } of rows.messages) {
    const key = sender === "ai" ? `the assistant's ${clientMessageId}` : text;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return [...times].flatMap(([key, count]) =>
    count > 1 ? [`stored ${count} times (${cast.ledger.lines.get(key)?.fate ?? "unasked"}): ${key}`] : [],
  );
}

/** One writer's lines in one chat are stored in the order in which they were written. */
function disordered(cast: Cast, rows: Rows): string[] {
  const place = new Map([...cast.ledger.lines.keys()].map((text, index) => [text, index]));
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
