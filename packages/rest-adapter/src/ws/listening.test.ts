import { afterAll, expect, test } from "bun:test";
import { sessionTopic } from "@chat/api/core";
import { closeTestCores, testCore } from "@chat/api/testing";
import { createSocketRoutes } from "./routes";

afterAll(closeTestCores);

const core = await testCore();
const match = createSocketRoutes({ core, settings: { environment: "test", publicUrl: "http://localhost:5000", corsOrigins: [] } });
const url = new URL("http://localhost:5000/ws/session_that_listens");
const connect = () => match(new Request(url, { headers: { upgrade: "websocket" } }), url);
const isHeard = () => core.deps.bus.hasListeners(sessionTopic("session_that_listens"));
const socket = { readyState: 1, send: () => 1, cork() {}, terminate() {}, getBufferedAmount: () => 0, close() {} };

test("an upgrade that comes to nothing leaves nobody listening", () => {
  expect(connect()).not.toBeNull();
  expect(isHeard()).toBe(false);
});

test("a socket listens from opening to closing, each for itself", () => {
  const [first, second] = [connect(), connect()];
  first?.open(socket);
  second?.open(socket);
  expect(isHeard()).toBe(true);
  first?.close(socket, 1000, "");
  expect(isHeard()).toBe(true);
  second?.close(socket, 1000, "");
  expect(isHeard()).toBe(false);
});
