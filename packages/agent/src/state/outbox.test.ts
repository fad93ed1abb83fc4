import { expect, test } from "bun:test";
import type { SentMessage } from "@chat/api/contract";
import type { PendingMessage } from "./merge-messages";
import { createOutbox } from "./outbox";

class Lost extends Error {}

interface Sending {
  readonly text: string;
  readonly clientMessageId: string;
}

const stored = (id: number, message: Sending): SentMessage => ({
  message: {
    ...message,
    id,
    sender: "agent",
    senderName: "Maya",
    offersPerson: false,
    file: null,
    source: null,
    sentAt: "2026-01-01T00:00:00Z",
  },
  duplicate: false,
});

function outboxWith(send: (message: Sending) => Promise<SentMessage>, left: PendingMessage[] = []) {
  let keptNow = left;
  const arrived: string[] = [];
  const outbox = createOutbox({
    send,
    onStored: (sent) => arrived.push(sent.message.text),
    refusal: (error) => (error instanceof Lost ? null : String((error as Error).message)),
    kept: { read: () => keptNow, write: (pending) => (keptNow = pending) },
    pauseMs: 1,
  });
  const settled = async () => {
    while (outbox.pending().some((message) => message.delivery === "sending")) await Bun.sleep(1);
  };
  return { outbox, arrived, settled, kept: () => keptNow };
}

test("lines are stored in the order in which they were written, though the first is slow", async () => {
  const slow = Promise.withResolvers<void>();
  const sent: string[] = [];
  const { outbox, arrived, settled } = outboxWith(async (message) => {
    sent.push(message.text);
    if (message.text === "first") await slow.promise;
    return stored(1, message);
  });
  outbox.write("first");
  outbox.write("second");
  await new Promise((turn) => setImmediate(turn));
  expect(sent).toEqual(["first"]);
  slow.resolve();
  await settled();
  expect(arrived).toEqual(["first", "second"]);
});

test("a lost answer is asked for again under the same id", async () => {
  const ids: string[] = [];
  const { outbox, arrived, settled } = outboxWith(async (message) => {
    ids.push(message.clientMessageId);
    if (ids.length < 3) throw new Lost();
    return stored(1, message);
  });
  outbox.write("hello");
  await settled();
  expect(arrived).toEqual(["hello"]);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
});

test("a refused line stays with its text and reason, and the next one goes out", async () => {
  const { outbox, arrived, settled } = outboxWith(async (message) => {
    if (message.text === "bad") throw new Error("Message is too long");
    return stored(1, message);
  });
  outbox.write("bad");
  outbox.write("good");
  await settled();
  expect(arrived).toEqual(["good"]);
  expect(outbox.pending()).toMatchObject([{ text: "bad", delivery: "failed", problem: "Message is too long" }]);
});

test("retry sends the same line with the same id", async () => {
  const ids: string[] = [];
  const { outbox, arrived, settled, kept } = outboxWith(async (message) => {
    ids.push(message.clientMessageId);
    if (ids.length === 1) throw new Error("Not now");
    return stored(1, message);
  });
  outbox.write("hello");
  await settled();
  outbox.retry(ids[0] ?? "");
  await settled();
  expect(arrived).toEqual(["hello"]);
  expect(ids[1]).toBe(ids[0]);
  expect(kept()).toEqual([]);
});

test("what a closed page left behind is failed, not sent unasked", async () => {
  const sent: string[] = [];
  const left: PendingMessage = { clientMessageId: "a", text: "old", writtenAt: "", delivery: "sending", problem: null };
  const { outbox, settled } = outboxWith(
    async (message) => {
      sent.push(message.text);
      return stored(1, message);
    },
    [left],
  );
  outbox.write("new");
  await settled();
  expect(sent).toEqual(["new"]);
  expect(outbox.pending()[0]?.delivery).toBe("failed");
});
