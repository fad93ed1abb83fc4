import { afterAll, expect, test } from "bun:test";
import { closeTestCores, testCore } from "@chat/api/testing";
import { createSocketRoutes } from "./routes";

afterAll(closeTestCores);

const core = await testCore();

/** How many handlers stand on the bus because of what `act` did. */
function handlersLeftBy(act: (subscribed: Core["deps"]) => void): number {
  let handlers = 0;
  const bus: typeof core.deps.bus = {
    ...core.deps.bus,
    subscribe(topic, handler) {
      handlers++;
      const end = core.deps.bus.subscribe(topic, handler);
      return () => {
        handlers--;
        end();
      };
    },
  };
  act({ ...core.deps, bus });
  return handlers;
}
type Core = typeof core;

const settings = { environment: "test", publicUrl: "http://localhost:5000", corsOrigins: [] } as const;
const url = new URL("http://localhost:5000/ws/session_that_listens");
const request = new Request(url, { headers: { upgrade: "websocket" } });
const socket = { readyState: 1, send: () => 1, cork() {}, terminate() {}, getBufferedAmount: () => 0, close() {} };

test("an upgrade that comes to nothing leaves no handler", () => {
  const left = handlersLeftBy((deps) => {
    createSocketRoutes({ core: { ...core, deps }, settings: { ...settings, corsOrigins: [] } })(request, url);
  });
  expect(left).toBe(0);
});

test("a socket listens from opening to closing", () => {
  const left = handlersLeftBy((deps) => {
    createSocketRoutes({ core: { ...core, deps }, settings: { ...settings, corsOrigins: [] } })(request, url)?.open(socket);
  });
  expect(left).toBe(1);
  const after = handlersLeftBy((deps) => {
    const handlers = createSocketRoutes({ core: { ...core, deps }, settings: { ...settings, corsOrigins: [] } })(request, url);
    handlers?.open(socket);
    handlers?.close(socket, 1000, "");
  });
  expect(after).toBe(0);
});
