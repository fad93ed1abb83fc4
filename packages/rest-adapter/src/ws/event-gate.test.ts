import { expect, test } from "bun:test";
import type { ChatEvent } from "@chat/api/contract";
import { createEventGate, newestId } from "./event-gate";

const sessionId = "session_1";
const moved = (position: number): ChatEvent => ({ type: "queue.moved", sessionId, position, estimatedWait: 2 });
const stored = (id: number): ChatEvent => ({
  type: "message.stored",
  sessionId,
  agentId: null,
  connectionId: null,
  message: { id, text: "", sender: "visitor", senderName: null, offersPerson: false, clientMessageId: null, sentAt: "" },
});

function gate() {
  const told: ChatEvent[] = [];
  let overflows = 0;
  const events = createEventGate(
    (event) => told.push(event),
    () => overflows++,
  );
  return { events, told, overflows: () => overflows };
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
