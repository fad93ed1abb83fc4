import { createChatRecord } from "../protocol/chat-record";
import { createClient } from "../protocol/client";
import type { ClientFrame, ServerFrame } from "../protocol/frames";
import { createOutbox } from "../protocol/outbox";
import { pageStore } from "../store";
import { fakeClock, fakeSockets } from "./fake-link";

const blocked = () => {
  throw new Error("blocked");
};

/** What a page of its own keeps. */
export const freshStore = () => pageStore("", blocked);

export const session: ServerFrame = {
  type: "session",
  sessionId: "s",
  state: "assistant",
  agentName: null,
  position: 0,
  estimatedWait: 0,
  hasEarlier: false,
};
export const written = (frames: ClientFrame[]) => frames.flatMap((frame) => (frame.type === "message" ? [frame.message] : []));
export const idOf = (frame: ClientFrame | undefined) => (frame?.type === "message" ? frame.clientMessageId : "");
export const message = (id: number, text: string): ServerFrame => ({
  type: "message",
  id: `msg_${id}`,
  message: text,
  timestamp: "2026-01-01T10:00:00Z",
  sender: "agent",
  metadata: { agentName: "AI Assistant", isAI: true },
});

/** A client over a socket and a clock that the test moves. */
export function setUp(store = freshStore(), random = () => 1) {
  const time = fakeClock();
  const sockets = fakeSockets();
  const received: string[] = [];
  const outbox = createOutbox(store, time.now);
  const record = createChatRecord(store);
  const client = createClient({
    siteKey: "widget-test",
    socketOrigin: "ws://chat",
    record,
    outbox,
    open: sockets.open,
    clock: time.clock,
    random,
    onChange: () => {},
    onReceived: (line) => received.push(line.text),
  });
  const connect = () => sockets.last().events.open();
  const join = () => {
    connect();
    sockets.tell(session);
    sockets.tell({ type: "pong" });
  };
  return {
    ...time,
    ...sockets,
    client,
    outbox,
    record,
    received,
    connect,
    join,
    texts: () => client.state.lines.map((line) => line.text),
    store,
  };
}
