import { expect, test } from "bun:test";
import type { MessageRow, Owner, Rows } from "../journal";
import type { Fate, Written } from "../ledger";
import { findBreaches, findLost, type Remains } from "./breaches";

const ASSISTANT: Owner = { status: "active", agentId: null, epoch: 0 };
const ROBIN: Owner = { status: "active", agentId: 7, epoch: 2 };
const sessionId = "session_of_chat_0";
const text = (number: number, chat = 0) => `line 1.1/${chat}/visitor/${number}`;

const message = (id: number, change: Partial<MessageRow> = {}): MessageRow => ({
  id,
  sessionId,
  sender: "visitor",
  senderId: null,
  clientMessageId: `own-${id}`,
  text: text(id),
  storedAt: id,
  owner: ASSISTANT,
  ...change,
});
const rows = (messages: MessageRow[], change: Partial<Rows> = {}): Rows => ({
  messages,
  sessions: [{ sessionId, ...ASSISTANT }],
  accepts: [],
  ...change,
});
const written = (number: number, change: Partial<Written> = {}): [string, Written] => [
  text(number),
  { chat: 0, by: "visitor", after: 0, first: number, last: number, fate: "acknowledged", ...change },
];
const remains = (lines: [string, Written][], told: string[] = []): Remains => ({
  told,
  chats: [{ chat: 0, sessionId }],
  lines: new Map(lines),
  agents: { desk: 7, socket: 8 },
});
const answer = (id: number, question: number, change: Partial<MessageRow> = {}) =>
  message(id, { sender: "ai", clientMessageId: `~answer-${question}`, text: "I don't know", ...change });
const line = (number: number, fate: Fate) => written(number, { fate });

test("an ordinary chat has no breach", () => {
  const said = rows([
    message(1),
    answer(2, 1, { storedAt: 1.1 }),
    message(3, { owner: ROBIN }),
    message(4, { sender: "agent", senderId: 7, owner: ROBIN }),
  ]);
  expect(findBreaches(remains([written(1), written(3)]), said)).toEqual([]);
  expect(findLost(remains([written(1), written(3)]), said)).toEqual([]);
});

test.each<[string, Remains, Rows, string]>([
  ["what a connection was told twice", remains([], ["told 3 after 3"]), rows([]), "told 3 after 3"],
  ["a line that is stored twice", remains([line(1, "acknowledged")]), rows([message(1), message(2, { text: text(1) })]), "stored 2 times"],
  ["an answer that is stored twice", remains([]), rows([message(1), answer(2, 1), answer(3, 1)]), "stored 2 times"],
  ["lines in another order", remains([written(1), written(2)]), rows([message(2), message(3, { text: text(1) })]), "written later"],
  ["the assistant while a person waits", remains([]), rows([answer(1, 0, { owner: { ...ASSISTANT, status: "waiting" } })]), '"queued"'],
  ["the assistant while an agent has it", remains([]), rows([answer(1, 0, { owner: ROBIN })]), 'while it was "agent"'],
  ["an agent in another's chat", remains([]), rows([message(1, { sender: "agent", senderId: 8, owner: ROBIN })]), "agent 8 spoke"],
  ["a message that the journal does not know", remains([]), rows([message(1, { owner: null })]), "nobody knows"],
  [
    "a prompt answer to a question of an earlier turn",
    remains([]),
    rows([message(1), answer(2, 1, { owner: { ...ASSISTANT, epoch: 2 } })]),
    "earlier turn",
  ],
  ["a line of another chat", remains([]), rows([message(1, { text: text(1, 3) })]), "another chat"],
  [
    "a chat that is taken twice at once",
    remains([]),
    rows([], {
      accepts: [
        { sessionId, epoch: 2, agentId: 7 },
        { sessionId, epoch: 2, agentId: 8 },
      ],
    }),
    "taken twice",
  ],
  ["a line that was refused, and is stored", remains([line(1, "refused")]), rows([message(1)]), "refused, and stored"],
  ["a line that was refused to a visitor", remains([line(1, "refused")]), rows([]), "refused to a visitor"],
  [
    "a line that was refused to the agent who has the chat",
    remains([written(9, { by: "desk", fate: "refused", after: 1 })]),
    rows([message(1, { owner: ROBIN })], { sessions: [{ sessionId, ...ROBIN }] }),
    "who had the chat all the time",
  ],
])("%s is a breach", (_name, left, found, fault) => {
  expect(findBreaches(left, found).join("\n")).toContain(fault);
});

test("an answer that the server asked for anew, a line sent again by hand and an agent's refusal after a move are none", () => {
  const anew = rows([message(1), answer(2, 1, { storedAt: 8, owner: { ...ASSISTANT, epoch: 2 } })]);
  expect(findBreaches(remains([written(1)]), anew)).toEqual([]);
  const again = remains([written(1, { last: 3 }), written(2)]);
  expect(findBreaches(again, rows([message(2), message(3, { text: text(1) })]))).toEqual([]);
  const moved = remains([written(9, { by: "desk", fate: "refused", after: 1 })]);
  expect(findBreaches(moved, rows([message(1, { owner: ROBIN })], { sessions: [{ sessionId, ...ROBIN, epoch: 4 }] }))).toEqual([]);
});

test("a line is lost when nobody refused it and it is not there", () => {
  expect(findLost(remains([line(1, "acknowledged"), line(2, "waiting"), line(3, "refused")]), rows([]))).toHaveLength(2);
});
