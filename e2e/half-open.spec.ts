import { afterAll, beforeAll, expect, test } from "bun:test";
import { type ApiAccount, makeApiAccount, restClient } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { openSocket } from "./harness/socket";
import { until } from "./harness/until";

const HALF_OPEN = 2_000;

let server: TestServer;
let account: ApiAccount;

beforeAll(async () => {
  server = await startServer({ dataDir: await makeDataDir() });
  account = await makeApiAccount(server.url, "patient");
}, 60_000);

afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
});

/** A connection that begins to ask for a socket, and never ends asking. */
async function beginUpgrade(number: number) {
  const { hostname, port } = new URL(server.url);
  const state = { isClosed: false };
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data() {},
      error() {},
      close() {
        state.isClosed = true;
      },
    },
  });
  socket.write(`GET /ws/session_half_open_${number} HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\n`);
  return { socket, state };
}

test("thousands of upgrades that never end leave nothing behind, and nobody else waits for them", async () => {
  const begun = await Promise.all(Array.from({ length: HALF_OPEN }, (_, number) => beginUpgrade(number)));

  const sessionId = "session_among_them";
  const visitor = await openSocket(`${server.url}/ws/${sessionId}`);
  visitor.send({ type: "message", sessionId, siteKey: account.siteKey, message: "Hello" });
  await visitor.next("message");
  visitor.close();

  for (const { socket } of begun) socket.end();
  await until("the connections to close", () => begun.every(({ state }) => state.isClosed), 30_000);
  const { body } = await restClient(server.url, account.token)("GET", "/widgets/stats/overview");
  expect((body as { data: { stats: { total_chats: number } } }).data.stats.total_chats).toBe(1);
}, 90_000);
