import { afterAll, expect, test } from "bun:test";
import type { QueuePage } from "../contract";
import { sendVisitorMessage } from "../core";
import {
  agentToken,
  type ChatKey,
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  queueChat,
  readRows,
  testCore,
  until,
} from "../testing";
import { createTrpcSockets } from ".";

const core = await testCore();
const sockets = createTrpcSockets(core);
const account = await makeAccount(core);
const agent = await makeAgent(account);
const token = await agentToken(agent);

afterAll(closeTestCores);

/** What a stream may run ahead of its reader: the bound at which it pauses, and the message that crossed it. */
const AHEAD_MAX_BYTES = (256 << 10) + 20_000;
const LONG = "x".repeat(4000);

/** A connection whose peer reads only when it is told to. */
function connectSlowReader(whose = token) {
  const frames: { result?: { type: string; data?: { id: string; data: unknown } } }[] = [];
  let unread = 0;
  let mostUnread = 0;
  const closed: string[] = [];
  const socket = {
    readyState: 1,
    send(data: string | Uint8Array) {
      unread += data.length;
      mostUnread = Math.max(mostUnread, unread);
      frames.push(JSON.parse(String(data)));
      return data.length;
    },
    getBufferedAmount: () => unread,
    close: (code?: number, reason?: string) => closed.push(`${code} ${reason}`),
    terminate: () => closed.push("terminated"),
  };
  const bridge = sockets.accept(new URL("http://localhost/trpc?connectionParams=1"), new Headers());
  bridge.open(socket);
  const send = (message: object) => bridge.message(socket, JSON.stringify(message));
  send({ method: "connectionParams", data: { token: whose } });
  return {
    closed,
    subscribe: (path: string, input?: object) => send({ id: 1, jsonrpc: "2.0", method: "subscription", params: { path, input } }),
    isStarted: () => frames.some((frame) => frame.result?.type === "started"),
    items: () => frames.flatMap(({ result }) => (result?.type === "data" && result.data ? [result.data] : [])),
    mostUnread: () => mostUnread,
    standStill() {
      unread = AHEAD_MAX_BYTES;
    },
    isStuck: () => unread > 256 << 10,
    read() {
      unread = 0;
      bridge.drain(socket);
    },
    leave: () => bridge.close(socket, 1000, ""),
  };
}

async function sayOften(key: ChatKey, times: number): Promise<void> {
  for (let index = 0; index < times; index++) await sendVisitorMessage(account.visitor, { ...key, text: LONG });
}

const idsOf = async (key: ChatKey) =>
  (await readRows<{ id: number }>(core, `SELECT id FROM messages WHERE session_id = '${key.sessionId}' ORDER BY id`)).map(({ id }) =>
    String(id),
  );

async function readAll(reader: ReturnType<typeof connectSlowReader>, expected: string[]): Promise<void> {
  await until(() => {
    reader.read();
    return reader.items().length >= expected.length;
  });
  expect(reader.items().map((item) => item.id)).toEqual(expected);
  expect(reader.mostUnread()).toBeLessThan(AHEAD_MAX_BYTES);
  expect(reader.closed).toEqual([]);
  reader.leave();
}

test("a backlog is not sent faster than it is read, and comes without a gap", async () => {
  const key = await holdChat(account, agent);
  const [first = ""] = await idsOf(key);
  await sayOften(key, 150);
  const reader = connectSlowReader();
  reader.subscribe("agent.chats.messages", { sessionId: key.sessionId, lastEventId: first });
  await until(reader.isStuck);
  await readAll(reader, (await idsOf(key)).slice(1));
});

test("what is said while the reader stands still waits, and comes without a gap", async () => {
  const key = await holdChat(account, agent);
  const before = (await idsOf(key)).length;
  const reader = connectSlowReader();
  reader.subscribe("agent.chats.messages", { sessionId: key.sessionId });
  await until(reader.isStarted);
  await sayOften(key, 150);
  expect(reader.isStuck()).toBe(true);
  await readAll(reader, (await idsOf(key)).slice(before));
});

test("a queue that changes while the reader stands still is told once more, as it is then", async () => {
  const own = await makeAccount(core);
  const reader = connectSlowReader(await agentToken(await makeAgent(own)));
  reader.subscribe("agent.queue.watch");
  await until(() => reader.items().length === 1);
  reader.standStill();
  for (let chats = 0; chats < 10; chats++) await queueChat(own);
  await core.deps.background.idle();
  const told = reader.items().length;
  reader.read();
  await until(() => (reader.items().at(-1)?.data as QueuePage | undefined)?.total === 10);
  expect([told, reader.items().length]).toEqual([2, 3]);
  reader.leave();
});
