import { expect, test } from "bun:test";
import { openWithin } from "./open-within";

test("a socket whose handshake nobody answers is closed at its deadline, and one that opened stays", async () => {
  const silent = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request, self) => (self.upgrade(request) ? undefined : new Response(null, { status: 400 })),
    websocket: { message: (socket, text) => void socket.send(text) },
  });
  const Socket = openWithin(60);

  const dead = new Socket(`ws://127.0.0.1:${silent.port}`);
  await new Promise((closed) => dead.addEventListener("close", closed));
  expect(dead.readyState).toBe(WebSocket.CLOSED);

  const alive = new Socket(`ws://127.0.0.1:${server.port}`);
  await new Promise((opened) => alive.addEventListener("open", opened));
  await Bun.sleep(120);
  expect(alive.readyState).toBe(WebSocket.OPEN);
  alive.close();
  silent.stop(true);
  server.stop(true);
});
