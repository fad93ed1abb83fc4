import { expect, test } from "bun:test";
import type { ChatEvent } from "@chat/api/contract";
import { EventGate, newestId } from "./event-gate";

const sessionId = "session_1";
const moved = (position: number): ChatEvent => ({ type: "queue.moved", sessionId, position, estimatedWait: 2 });
const stored = (id: number): ChatEvent => ({
  type: "message.stored",
  sessionId,
  agentId: null,
  connectionId: null,
  message: {
    id,
    text: "",
    sender: "visitor",
    senderName: null,
    offersPerson: false,
    file: null,
    source: null,
    clientMessageId: null,
    sentAt: "",
  },
});

function gate() {
  const told: ChatEvent[] = [];
  let overflows = 0;
  let readings = 0;
  const events = new EventGate({
    tell: (event) => told.push(event),
    readAgain: () => readings++,
    giveUp: () => overflows++,
  });
  return { events, told, overflows: () => overflows, readings: () => readings };
}

test("events wait while a snapshot is read, and follow it in order", () => {
  const { events, told } = gate();
  events.take(moved(4));
  events.hold();
  events.take(moved(3));
  events.take(moved(2));
  expect(told).toEqual([moved(4)]);
  events.release();
  events.take(moved(1));
  expect(told).toEqual([moved(4), moved(3), moved(2), moved(1)]);
});

test("messages that the snapshot holds are not told again, however late their event comes", () => {
  const { events, told } = gate();
  events.hold();
  for (const id of [6, 7, 8]) events.take(stored(id));
  events.release(7);
  for (const id of [5, 7, 9]) events.take(stored(id));
  expect(told).toEqual([stored(8), stored(9)]);
});

test("what was held for someone who may not hear it is dropped", () => {
  const { events, told } = gate();
  events.hold();
  events.take(moved(1));
  events.discard();
  events.release();
  expect(told).toEqual([]);
});

test("a reader that is hopelessly behind is reported", () => {
  const { events, overflows } = gate();
  events.hold();
  for (let position = 0; position < 2_001; position++) events.take(moved(position));
  expect(overflows()).toBe(1);
});

test("the newest id of nothing is 0", () => {
  expect([newestId([]), newestId([{ id: 2 }, { id: 9 }, { id: 4 }])]).toEqual([0, 9]);
});

test("a message that overtook the one before it waits until the chat was read again", () => {
  const { events, told, readings } = gate();
  events.take({ ...stored(5), previousId: 0 } as ChatEvent);
  events.take({ ...stored(9), previousId: 7 } as ChatEvent);
  events.take({ ...stored(7), previousId: 5 } as ChatEvent);
  expect([told.length, readings()]).toEqual([1, 1]);
  events.release(7);
  expect(told.map((event) => event.type === "message.stored" && event.message.id)).toEqual([5, 9]);
});

test("before the first message of a chat that has others, they are looked for: one of them may be on its way", () => {
  const { events, told, readings } = gate();
  events.take({ ...stored(11), previousId: 10 } as ChatEvent);
  events.take({ ...stored(10), previousId: 9 } as ChatEvent);
  expect([told.length, readings()]).toEqual([0, 1]);
  events.release(10);
  expect(told.map((event) => event.type === "message.stored" && event.message.id)).toEqual([11]);
});

test("a chat that was read, and found to go back, is told from there on", () => {
  const { events, told } = gate();
  events.take(stored(5_000));
  events.hold();
  events.release(4_000);
  events.take(stored(4_001));
  expect(told).toEqual([stored(5_000), stored(4_001)]);
});

test("a message that follows the last one is told without reading, and so is the first of all", () => {
  const { events, told, readings } = gate();
  events.take({ ...stored(5), previousId: 0 } as ChatEvent);
  events.take({ ...stored(6), previousId: 5 } as ChatEvent);
  expect([told.length, readings()]).toEqual([2, 0]);
});

test("news that were missed are read again, and what comes meanwhile is told after", () => {
  const { events, told, readings } = gate();
  events.take(stored(5));
  events.take({ type: "news.missed" });
  events.take(stored(8));
  expect([told.length, readings()]).toEqual([1, 1]);
  events.release(7);
  expect(told).toEqual([stored(5), stored(8)]);
  expect(events.isHolding()).toBe(false);
});

test("what is missed while the chat is read again is read once more", () => {
  const { events, readings } = gate();
  events.hold();
  events.take({ type: "news.missed" });
  events.take({ type: "news.missed" });
  events.release(7);
  expect([readings(), events.isHolding()]).toEqual([1, true]);
});
