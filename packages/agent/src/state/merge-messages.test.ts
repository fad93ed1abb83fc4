import { describe, expect, test } from "bun:test";
import type { ChatMessage } from "@chat/api/contract";
import { countUnread, lastIdOf, mergeMessages, type PendingMessage, unansweredSince, withoutStored } from "./merge-messages";

const message = (id: number, sender: ChatMessage["sender"] = "visitor", clientMessageId: string | null = null): ChatMessage => ({
  id,
  text: `line ${id}`,
  sender,
  senderName: null,
  offersPerson: false,
  file: null,
  source: null,
  clientMessageId,
  sentAt: new Date(id * 1000).toISOString(),
});

const pending = (clientMessageId: string): PendingMessage => ({
  clientMessageId,
  text: "hello",
  writtenAt: "",
  delivery: "sending",
  problem: null,
});

describe("mergeMessages", () => {
  test("orders by id whatever the order of arrival", () => {
    expect(mergeMessages([message(2), message(5)], [message(9), message(1), message(3)]).map((m) => m.id)).toEqual([1, 2, 3, 5, 9]);
  });

  test("shows a message once, though it arrives by push, by answer and by history", () => {
    const merged = mergeMessages([message(1)], [message(1), message(2), message(2)]);
    expect(merged.map((m) => m.id)).toEqual([1, 2]);
  });

  test("keeps the known list itself when nothing is new", () => {
    const known = [message(1), message(2)];
    expect(mergeMessages(known, [message(2)])).toBe(known);
  });

  test("puts an earlier page in front", () => {
    expect(mergeMessages([message(8)], [message(3), message(4)]).map((m) => m.id)).toEqual([3, 4, 8]);
  });
});

describe("withoutStored", () => {
  test("drops what the server has by its clientMessageId and keeps the rest in order", () => {
    const left = withoutStored([pending("a"), pending("b"), pending("c")], [message(1, "agent", "b")]);
    expect(left.map((m) => m.clientMessageId)).toEqual(["a", "c"]);
  });

  test("a stored message without a clientMessageId drops nothing", () => {
    expect(withoutStored([pending("a")], [message(1)])).toHaveLength(1);
  });
});

describe("reading and answering", () => {
  test("only visitor messages after the mark are unread", () => {
    expect(countUnread([message(1), message(2), message(3, "assistant"), message(4), message(5, "agent")], 1)).toBe(2);
    expect(countUnread([message(1)], 1)).toBe(0);
  });

  test("the visitor waits since the first line that nobody answered", () => {
    expect(unansweredSince([message(1), message(2, "agent"), message(3), message(4)])).toBe(message(3).sentAt);
    expect(unansweredSince([message(1), message(2, "agent")])).toBeNull();
    expect(unansweredSince([])).toBeNull();
  });

  test("an empty chat resumes after 0", () => {
    expect(lastIdOf([])).toBe(0);
    expect(lastIdOf([message(4), message(7)])).toBe(7);
  });
});
