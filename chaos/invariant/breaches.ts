import type { MessageRow, Rows } from "../journal";
import { chatOf, type Lines } from "../ledger";
import { heldThroughout, stateOf } from "./rows";

/** What is left of a schedule when its people have gone. */
export interface Remains {
  /** What connections were told twice, or out of order. */
  readonly told: readonly string[];
  readonly chats: readonly { readonly chat: number; readonly sessionId: string }[];
  readonly lines: Lines;
  /** Row ids of the agents, by the name in which their lines are written. */
  readonly agents: Readonly<Record<string, number>>;
}

/** An answer that comes later than this was asked for anew by the server, in the present turn. */
const ANSWERED_ANEW_SECONDS = 4;

/** What can never be made good again, each as one readable text: waiting longer would not help. */
export function findBreaches(remains: Remains, rows: Rows): string[] {
  return [
    ...remains.told,
    ...remains.chats.flatMap(({ chat, sessionId }) => {
      const stored = rows.messages.filter((message) => message.sessionId === sessionId);
      const found = [...outOfTurn(stored), ...staleAnswers(stored), ...strangers(stored, chat), ...takenTwice(rows, sessionId)];
      return found.map((fault) => `chat ${chat}: ${fault}`);
    }),
    ...twiceStored(remains, rows),
    ...disordered(remains, rows),
    ...wronglyRefused(remains, rows),
  ];
}

/** Lines stored while someone else had the chat. */
function outOfTurn(stored: readonly MessageRow[]): string[] {
  return stored.flatMap(({ id, sender, senderId, text, owner }) => {
    if (owner === null) return [`nobody knows who had it when this was stored: ${id} ${text}`];
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
    if (!question || question.owner?.epoch === answer.owner?.epoch) return [];
    const isAnew = answer.storedAt - question.storedAt >= ANSWERED_ANEW_SECONDS;
    return isAnew ? [] : [`${answer.id} answers ${question.id}, of an earlier turn`];
  });
}

const strangers = (stored: readonly MessageRow[], chat: number): string[] =>
  stored.flatMap(({ text }) => {
    const of = chatOf(text);
    return of === undefined || of.endsWith(`/${chat}`) ? [] : [`holds a line of another chat: ${text}`];
  });

function takenTwice({ accepts }: Rows, sessionId: string): string[] {
  const epochs = accepts.filter((accept) => accept.sessionId === sessionId).map((accept) => accept.epoch);
  return epochs.flatMap((epoch, index) => (epochs.indexOf(epoch) === index ? [] : [`taken twice in epoch ${epoch}`]));
}

function twiceStored({ lines }: Remains, rows: Rows): string[] {
  const times = new Map<string, number>();
  for (const { text, sender, clientMessageId } of rows.messages) {
    const key = sender === "ai" ? `the assistant's ${clientMessageId}` : text;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return [...times].flatMap(([key, count]) => (count > 1 ? [`stored ${count} times (${lines.get(key)?.fate ?? "unasked"}): ${key}`] : []));
}

/** One writer's lines in one chat are stored in the order in which they were written, but for those that it sent again by hand. */
function disordered({ lines }: Remains, rows: Rows): string[] {
  const newest = new Map<string, number>();
  return rows.messages.flatMap(({ text }) => {
    const line = lines.get(text);
    if (!line) return [];
    const writer = `${line.chat} ${line.by}`;
    const before = newest.get(writer) ?? 0;
    newest.set(writer, Math.max(before, line.first));
    return line.last < before ? [`stored after a line that was written later: ${text}`] : [];
  });
}

/** A refusal says that nothing was stored, and is for those who do not have the chat. */
function wronglyRefused({ lines, agents, chats }: Remains, rows: Rows): string[] {
  const stored = new Set(rows.messages.map((message) => message.text));
  return [...lines].flatMap(([text, { fate, by, chat, after }]) => {
    if (fate !== "refused") return [];
    if (stored.has(text)) return [`refused, and stored: ${text}`];
    const sessionId = chats.find((one) => one.chat === chat)?.sessionId;
    const agentId = agents[by];
    if (agentId === undefined || sessionId === undefined) return [`refused to a visitor: ${text}`];
    return heldThroughout(rows, { sessionId, agentId, after }) ? [`refused to the agent who had the chat all the time: ${text}`] : [];
  });
}

/** Lines that are not there, although nobody gave them up. */
export function findLost({ lines }: Pick<Remains, "lines">, rows: Rows): string[] {
  const stored = new Set(rows.messages.map((message) => message.text));
  return [...lines].flatMap(([text, { fate }]) => (stored.has(text) || fate === "refused" ? [] : [`lost (${fate}): ${text}`]));
}
