import { expect, test } from "bun:test";
import { freshStore, idOf, message, session, setUp, written } from "../testing/client-on-fakes";
import { TIMING } from "./connection";
import { loadEarlier } from "./earlier";
import type { ServerFrame } from "./frames";

test("no session begins before there is something to say", () => {
  const { client, connect, last, record } = setUp();
  client.start();
  connect();
  expect(last().sent).toEqual([]);
  expect(record.isKept()).toBe(false);
  client.sendMessage("Hello");
  expect(last().sent.map((frame) => frame.type)).toEqual(["join", "ping"]);
  expect(record.isKept()).toBe(true);
});

test("a chat kept from an earlier page asks for its newest lines, and for those before them page by page", () => {
  const store = freshStore();
  const first = setUp(store);
  first.client.sendMessage("Hello");
  first.join();
  expect(first.sent("join")[0]).not.toHaveProperty("after");
  const second = setUp(store);
  second.client.start();
  second.join();
  expect(second.sent("join")[0]).not.toHaveProperty("after");
  loadEarlier(second.client, "s");
  expect(second.sent("history")).toEqual([]);
});

test("earlier lines are asked for once at a time, stand before the others, and are no news", () => {
  const { client, connect, tell, sent, texts, received } = setUp();
  client.sendMessage("Hello");
  connect();
  tell({ ...session, hasEarlier: true } as ServerFrame);
  tell(message(60, "sixty"));
  loadEarlier(client, "s");
  expect(sent("history")).toEqual([]);
  tell({ type: "pong" });
  loadEarlier(client, "s");
  loadEarlier(client, "s");
  expect(sent("history")).toEqual([{ type: "history", sessionId: "s", before: 60 }]);
  tell({
    type: "history",
    messages: [
      { id: "msg_58", message: "a", timestamp: "" },
      { id: "msg_59", message: "b", timestamp: "" },
    ],
    hasEarlier: false,
  });
  expect(texts()).toEqual(["a", "b", "sixty", "Hello"]);
  expect(received).toEqual([]);
  loadEarlier(client, "s");
  expect(sent("history")).toHaveLength(1);
});

test("after a reconnect the join names the last message received, not the last one acknowledged", () => {
  const { client, join, sent, tell, last, pass } = setUp();
  client.sendMessage("Hello");
  join();
  tell(message(4, "Hi"));
  const [frame] = sent("message") as { clientMessageId: string }[];
  tell({ type: "ack", clientMessageId: frame?.clientMessageId ?? "", id: "msg_9", timestamp: "" });
  last().events.close();
  pass(TIMING.retryFirst);
  last().events.open();
  expect(sent("join")[0]).toMatchObject({ after: 4 });
});

test("lines stand in the order of their ids, each once, pending ones last", () => {
  const { client, join, tell, texts, received } = setUp();
  client.sendMessage("Mine");
  join();
  tell(message(3, "three"));
  tell(message(2, "two"));
  tell(message(3, "three"));
  expect(texts()).toEqual(["two", "three", "Mine"]);
  expect(received).toEqual(["three", "two"]);
});

test("the own line coming back from another socket is the line that was written", () => {
  const { client, join, sent, tell, texts, outbox } = setUp();
  client.sendMessage("Mine");
  join();
  const [frame] = sent("message") as { clientMessageId: string }[];
  tell({ type: "message", id: "msg_5", message: "Mine", timestamp: "", sender: "customer", clientMessageId: frame?.clientMessageId });
  expect(texts()).toEqual(["Mine"]);
  expect(client.state.lines[0]?.state).toBe("sent");
  expect(outbox.all()).toEqual([]);
});

test("waits between attempts double up to thirty seconds, and begin anew after a session", () => {
  const { client, join, last, pass, pending, all } = setUp();
  client.start();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    last().events.close();
    waits.push(pending()[0] ?? 0);
    pass(waits[attempt] ?? 0);
  }
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(all).toHaveLength(9);
  client.sendMessage("Hello");
  join();
  last().events.close();
  expect(pending()).toEqual([500]);
});

test("a link that does not answer a ping in time is given up", () => {
  const { client, join, pass, sent, tell, last } = setUp();
  client.sendMessage("Hello");
  join();
  pass(TIMING.pingEvery);
  expect(sent("ping")).toHaveLength(2);
  tell({ type: "pong" });
  pass(TIMING.pingEvery + TIMING.answerWithin);
  expect(client.state.link).toBe("reconnecting");
  expect(last().isClosed).toBe(true);
});

test("a link on which a join is not answered is given up as soon", () => {
  const { client, connect, pass, last } = setUp();
  client.sendMessage("Hello");
  connect();
  pass(TIMING.answerWithin);
  expect(client.state.link).toBe("reconnecting");
  expect(last().isClosed).toBe(true);
});

test("a device that says it is offline is believed at once, and asked again as soon as it is back", () => {
  const { client, join, all, sent, tell } = setUp();
  client.lose();
  expect(client.state.link).toBe("off");
  client.sendMessage("first");
  join();
  client.lose();
  expect(client.state.link).toBe("reconnecting");
  client.sendMessage("written meanwhile");
  client.wake();
  expect(all.length).toBe(2);
  join();
  expect(client.state.link).toBe("online");
  expect(written(sent("message"))).toEqual(["first"]);
  tell({ type: "ack", clientMessageId: idOf(sent("message")[0]), id: "msg_1", timestamp: "" });
  expect(written(sent("message"))).toEqual(["first", "written meanwhile"]);
});

test("waking tries at once instead of waiting for the next attempt", () => {
  const { client, last, all } = setUp();
  client.start();
  last().events.close();
  client.wake();
  expect(all).toHaveLength(2);
  client.stop();
  client.wake();
  expect(all).toHaveLength(2);
});

test("asking for a person while offline is carried out once the chat is joined, and only until then", () => {
  const { client, join, sent, tell, last, pass } = setUp();
  client.escalate();
  join();
  expect(sent("escalate")).toHaveLength(1);
  tell({ type: "queue_update", position: 2, estimatedWait: 4 });
  expect(client.state).toMatchObject({ mode: "queued", position: 2, wantsPerson: false });
  last().events.close();
  pass(TIMING.retryFirst);
  join();
  expect(sent("escalate")).toEqual([]);
});

test("the chat passes from hand to hand as the server says", () => {
  const { client, join, tell, texts } = setUp();
  client.sendMessage("Hello");
  join();
  tell({ type: "agent_joined", message: "", agentName: "Sam" });
  expect(client.state).toMatchObject({ mode: "agent", agentName: "Sam" });
  tell({ type: "chat_requeued", message: "" });
  expect(client.state).toMatchObject({ mode: "queued", agentName: null });
  tell({ type: "chat_returned_to_ai", message: "" });
  expect(client.state.mode).toBe("assistant");
  tell({ type: "chat_closed", message: "" });
  expect(client.state.mode).toBe("closed");
  expect(texts()).toEqual(["joined", "requeued", "returned", "closed", "Hello"]);
});

test("a closed chat is open again when the server says so, not when a message from before is acknowledged", () => {
  const { client, join, tell } = setUp();
  client.sendMessage("Hello");
  join();
  tell({ type: "chat_closed", message: "" });
  tell({ type: "ack", clientMessageId: client.state.lines[0]?.key ?? "", id: "msg_1", timestamp: "2026-01-01T00:00:00Z" });
  expect(client.state.mode).toBe("closed");
  tell({ type: "chat_reopened" });
  expect(client.state.mode).toBe("assistant");
});

test("garbage on the socket changes nothing", () => {
  const { client, join, last } = setUp();
  client.sendMessage("Hello");
  join();
  for (const data of ["", "null", "[]", "<html>", '{"type":5}', '{"type":"message","id":"x"}', new ArrayBuffer(2)])
    last().events.message(data);
  expect(client.state.lines).toHaveLength(1);
  expect(client.state.link).toBe("online");
});

test("half of each wait between attempts is left to chance", () => {
  const waits = [0, 0.5, 1].map((chance) => {
    const { client, last, pending } = setUp(freshStore(), () => chance);
    client.start();
    last().events.close();
    return pending();
  });
  expect(waits).toEqual([[250], [375], [500]]);
});

test("what is said of a visitor while a join is on its way is said with another", () => {
  const { client, connect, tell, sent } = setUp();
  client.sendMessage("Hello");
  connect();
  client.begin({ visitorName: "Ada" });
  expect(sent("join")).toHaveLength(1);
  tell(session);
  expect(sent("join").map((frame) => frame.type === "join" && frame.visitorName)).toEqual([undefined, "Ada"]);
  expect(sent("message")).toHaveLength(0);
  tell(session);
  expect(sent("message")).toHaveLength(1);
});

test("a line that is refused while a join is on its way is not the join", () => {
  const { client, join, tell, sent } = setUp();
  client.sendMessage("Hello");
  join();
  client.begin({ visitorName: "Ada" });
  tell({ type: "error", code: "SESSION_CLOSED", message: "", clientMessageId: idOf(sent("message")[0]) });
  expect(client.state.lines.map((line) => line.state)).toEqual(["failed"]);
  expect(client.state.link).toBe("online");
});

const PONG_EVERY = 20_000;

test("a writer who goes away without a word stops writing, an agent sooner than the assistant", () => {
  for (const [mode, seconds] of [
    ["agent", 8],
    ["assistant", 45],
  ] as const) {
    const { client, join, tell, pass } = setUp();
    client.sendMessage("Hello");
    join();
    if (mode === "agent") tell({ type: "agent_joined", agentName: "Robin", message: "" });
    tell({ type: "typing", isTyping: true });
    const nearly = seconds * 1000 - 1;
    for (let passed = 0; passed < nearly; passed += PONG_EVERY) {
      pass(Math.min(PONG_EVERY, nearly - passed));
      tell({ type: "pong" });
    }
    expect(client.state.isTyping).toBe(true);
    pass(1);
    expect(client.state.isTyping).toBe(false);
  }
});

test("nobody writes any more in a chat that is left behind", () => {
  const { client, join, tell } = setUp();
  client.sendMessage("Hello");
  join();
  tell({ type: "typing", isTyping: true });
  client.forget();
  expect(client.state.isTyping).toBe(false);
});
