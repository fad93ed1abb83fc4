import { expect, test } from "bun:test";
import type { ChatEvent } from "../../contract";
import type { Topic } from "../bus";
import { decode, eachWanted, encode, type Message, toLines } from "./wire";

const told = (text: string): ChatEvent => ({
  type: "message.stored",
  sessionId: "abcdefgh",
  agentId: 7,
  connectionId: null,
  message: {
    id: 1,
    text,
    sender: "visitor",
    senderName: null,
    offersPerson: false,
    file: null,
    source: null,
    clientMessageId: null,
    sentAt: "2026-01-01T00:00:00.000Z",
  },
});

function wanted(message: Message | null, topics: Topic[]) {
  const taken: [Topic[], ChatEvent][] = [];
  eachWanted(
    message?.lines ?? [],
    (topic) => topics.includes(topic),
    (where, event) => taken.push([where, event]),
  );
  return taken;
}

test("events come out as they went in, whatever visitors write", () => {
  const hard = told('line\nbreak\r\n\u2028 "quoted" \\ \u{1F600} \t account:1 \0');
  const lines = [...toLines(["session:abcdefgh", "agent:7"], hard), ...toLines("account:1", told("plain"))];
  const message = decode(encode({ kind: "news", origin: "abc", sequence: 12, lines }));
  expect(message).toMatchObject({ kind: "news", origin: "abc", sequence: 12 });
  expect(wanted(message, ["agent:7", "account:1"])).toEqual([
    [["agent:7"], hard],
    [["account:1"], told("plain")],
  ]);
});

test("an event that nobody here waits for is not even parsed", () => {
  expect(wanted({ kind: "news", origin: "a", sequence: 1, lines: ["agent:7", "no event"] }, ["agent:8"])).toEqual([]);
  expect(() => wanted({ kind: "news", origin: "a", sequence: 1, lines: ["agent:7", "no event"] }, ["agent:7"])).toThrow(SyntaxError);
});

test("what is no message of ours is none", () => {
  for (const text of ["", "news", "news a", "news a b", "news a -1", "else a 1", " news a 1", "news a 1 ", "news a b 1"])
    expect(decode(text)).toBeNull();
});
