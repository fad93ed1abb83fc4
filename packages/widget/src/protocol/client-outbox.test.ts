import { expect, test } from "bun:test";
import { idOf, session, setUp, written } from "../testing/client-on-fakes";
import { TIMING } from "./connection";

test("a message waits for the answer to join, then goes out and is acknowledged", () => {
  const { client, connect, sent, tell, outbox } = setUp();
  client.start();
  connect();
  client.sendMessage("Hello");
  expect(sent("message")).toEqual([]);
  tell(session);
  const [frame] = sent("message") as { clientMessageId: string; message: string }[];
  expect(frame?.message).toBe("Hello");
  expect(client.state.lines[0]?.state).toBe("sending");
  tell({ type: "ack", clientMessageId: frame?.clientMessageId ?? "", id: "msg_7", timestamp: "2026-01-01T10:00:00Z" });
  expect(client.state.lines[0]).toMatchObject({ state: "sent", id: 7 });
  expect(outbox.all()).toEqual([]);
});

test("what was not acknowledged is sent again after a reconnect, under the same id", () => {
  const { client, join, sent, last, pass } = setUp();
  client.start();
  client.sendMessage("Hello");
  join();
  const first = sent("message");
  last().events.close();
  expect(client.state.link).toBe("reconnecting");
  pass(TIMING.retryFirst);
  join();
  expect(sent("message")).toEqual(first);
});

test("a line that is refused for now is not overtaken by those written after it", () => {
  const { client, join, sent, tell, pass } = setUp();
  client.sendMessage("one");
  client.sendMessage("two");
  client.escalate();
  join();
  tell({ type: "error", code: "DATABASE_DOWN", message: "", clientMessageId: idOf(sent("message")[0]) });
  client.sendMessage("three");
  pass(3_000);
  expect(written(sent("message"))).toEqual(["one", "one"]);
  for (const nth of [1, 2, 3]) {
    expect(sent("escalate")).toEqual([]);
    tell({ type: "ack", clientMessageId: idOf(sent("message")[nth]), id: `msg_${nth}`, timestamp: "" });
  }
  expect(written(sent("message"))).toEqual(["one", "one", "two", "three"]);
  expect(sent("escalate")).toHaveLength(1);
});

test("what was written before the end of a chat is sent before it", () => {
  const { client, join, last } = setUp();
  client.sendMessage("one");
  client.sendMessage("two");
  join();
  client.end();
  expect(written(last().sent)).toEqual(["one", "one", "two"]);
  expect(last().sent.at(-1)?.type).toBe("end_chat");
});

test("a refused message is marked failed, keeps its text and goes out again on retry", () => {
  const { client, join, sent, tell, outbox } = setUp();
  client.sendMessage("Hello");
  join();
  const [frame] = sent("message") as { clientMessageId: string }[];
  const key = frame?.clientMessageId ?? "";
  tell({ type: "error", code: "INPUT_INVALID", message: "No", clientMessageId: key });
  expect(client.state.lines[0]).toMatchObject({ state: "failed", text: "Hello" });
  expect(outbox.all()[0]?.failed).toBe(true);
  client.retry(key);
  expect(sent("message")).toHaveLength(2);
});

test("a chat that is no longer ours is left for a new one, and what waits goes there", () => {
  const { client, connect, tell, last, record, sent } = setUp();
  client.sendMessage("Hello");
  connect();
  const old = record.current().sessionId;
  tell({ type: "error", code: "SESSION_FOREIGN", message: "No" });
  expect(record.current().sessionId).not.toBe(old);
  expect(last().url).toEndWith(record.current().sessionId);
  connect();
  tell(session);
  expect(sent("message")).toHaveLength(1);
});
