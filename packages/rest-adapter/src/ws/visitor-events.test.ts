import { expect, test } from "bun:test";
import type { ChatEvent } from "@chat/api/contract";
import type { VisitorFrame } from "./server-frames";
import { VisitorEvents } from "./visitor-events";

const sessionId = "session_of_events";
const moved = (position: number): ChatEvent => ({ type: "queue.moved", sessionId, position, estimatedWait: position * 2 });

function listen() {
  const frames: VisitorFrame[] = [];
  const events = new VisitorEvents({
    connectionId: "here",
    hasJoined: true,
    send: (frame) => frames.push(frame),
    sendText: (text) => frames.push(JSON.parse(text)),
  });
  const told = () => frames.map((frame) => (frame.type === "queue_update" ? frame.position : frame.type));
  return { events, told };
}

test("a place that was read before an agent accepted is not told after", () => {
  const { events, told } = listen();
  events.tell({ type: "session.escalated", sessionId, epoch: 1, position: 3, estimatedWait: 6 });
  events.tell({ type: "session.accepted", sessionId, epoch: 2, agentId: 1, agentName: "Sam Support" });
  events.tell(moved(2));
  expect(told()).toEqual([3, "agent_joined"]);
});

test("a place that was read before the chat ended is not told after", () => {
  const { events, told } = listen();
  events.tell(moved(2));
  events.tell({ type: "session.closed", sessionId, epoch: 3, agentId: null });
  events.tell(moved(1));
  expect(told()).toEqual([2, "chat_closed"]);
});

test("back in the queue, places are told again", () => {
  const { events, told } = listen();
  events.tell({ type: "session.accepted", sessionId, epoch: 2, agentId: 1, agentName: "Sam Support" });
  events.tell({ type: "session.requeued", sessionId, epoch: 3, agentId: 1 });
  events.tell(moved(1));
  events.tell(moved(1));
  expect(told()).toEqual(["agent_joined", "chat_requeued", 1]);
});

test("of two moves that are told in the wrong order the earlier one is not told", () => {
  const { events, told } = listen();
  events.tell({ type: "session.closed", sessionId, epoch: 3, agentId: 1 });
  events.tell({ type: "session.accepted", sessionId, epoch: 2, agentId: 1, agentName: "Sam Support" });
  expect(told()).toEqual(["chat_closed"]);
});

test("what a reading of the chat shows is told as far as it is news", () => {
  const { events, told } = listen();
  const reading = { agentName: null, position: 0, estimatedWait: 0, isStaffed: true };
  events.note({ ...reading, state: "assistant", epoch: 0 });
  events.tellState({ ...reading, state: "queued", position: 2, estimatedWait: 4, epoch: 1 });
  events.tellState({ ...reading, state: "queued", position: 2, estimatedWait: 4, epoch: 1 });
  events.tellState({ ...reading, state: "agent", agentName: "Sam Support", epoch: 2 });
  events.tellState({ ...reading, state: "queued", position: 1, estimatedWait: 2, epoch: 1 });
  events.tellState({ ...reading, state: "agent", agentName: "Kim Kind", epoch: 4 });
  events.tellState({ ...reading, state: "queued", position: 1, estimatedWait: 2, epoch: 5 });
  events.tellState({ ...reading, state: "closed", epoch: 6 });
  events.tellState({ ...reading, state: "assistant", epoch: 7 });
  expect(told()).toEqual([2, "agent_joined", "agent_joined", "chat_requeued", 1, "chat_closed", "chat_reopened"]);
});
