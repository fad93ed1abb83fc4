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
  events.tell({ type: "session.escalated", sessionId, position: 3, estimatedWait: 6 });
  events.tell({ type: "session.accepted", sessionId, agentId: 1, agentName: "Sam Support" });
  events.tell(moved(2));
  expect(told()).toEqual([3, "agent_joined"]);
});

test("a place that was read before the chat ended is not told after", () => {
  const { events, told } = listen();
  events.tell(moved(2));
  events.tell({ type: "session.closed", sessionId, agentId: null });
  events.tell(moved(1));
  expect(told()).toEqual([2, "chat_closed"]);
});

test("back in the queue, places are told again", () => {
  const { events, told } = listen();
  events.tell({ type: "session.accepted", sessionId, agentId: 1, agentName: "Sam Support" });
  events.tell({ type: "session.requeued", sessionId, agentId: 1 });
  events.tell(moved(1));
  events.tell(moved(1));
  expect(told()).toEqual(["agent_joined", "chat_requeued", 1]);
});
