import { afterAll, expect, test } from "bun:test";
import net from "node:net";
import { sendAgentMessage, sessionTopic } from "@chat/api/core";
import { closeTestCores, holdChat, makeAccount, makeAgent, testCore, until } from "@chat/api/testing";
import { connect, serveSockets } from "../testing";

const core = await testCore();
const server = serveSockets(core);
afterAll(async () => {
  await server.stop();
  await closeTestCores();
});

/** A visitor's socket, opened by hand, that reads nothing any more once the server has accepted it. */
async function openDeaf(sessionId: string): Promise<net.Socket> {
  const { hostname, port } = new URL(server.origin);
  const socket = net.connect(Number(port), hostname);
  const key = Buffer.from("a socket by hand").toString("base64");
  socket.write(
    `GET /ws/${sessionId} HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  await new Promise((resolve) => socket.once("data", resolve));
  socket.pause();
  return socket;
}

test("a peer that does not read is let go, delays nobody, and finds everything when it comes back", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const [deafs, others] = [await holdChat(account, agent), await holdChat(account, agent)];
  const deaf = await openDeaf(deafs.sessionId);
  const attentive = connect(`${server.origin}/ws/${others.sessionId}`);
  await attentive.send({ type: "join", ...others });
  await attentive.rest();

  const isListening = () => core.deps.bus.hasListeners(sessionTopic(deafs.sessionId));
  const text = "x".repeat(4_000);
  let sent = 0;
  // More than it may be behind, and than the system keeps for it besides.
  for (; isListening() && sent < 20_000; sent += 1_000) {
    await Promise.all(Array.from({ length: 1_000 }, () => sendAgentMessage(agent.ctx, { sessionId: deafs.sessionId, text })));
    await sendAgentMessage(agent.ctx, { sessionId: others.sessionId, text: `after ${sent}` });
    expect((await attentive.next("message")).message).toBe(`after ${sent}`);
    await until(() => !isListening(), 1_500).catch(() => {});
  }
  expect(isListening()).toBe(false);
  deaf.destroy();

  const returned = connect(`${server.origin}/ws/${deafs.sessionId}`);
  await returned.send({ type: "join", ...deafs, after: 0 });
  await returned.next("session");
  await until(() => returned.unread.length === sent + 2, 20_000);
  const ids = returned.unread.map(({ id }) => Number(id.slice(4)));
  expect(ids).toEqual([...new Set(ids)].sort((left, right) => left - right));
}, 90_000);
