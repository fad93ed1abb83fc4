import { afterAll, beforeAll, expect, test } from "bun:test";
import { startTestRedis, type TestRedis } from "@chat/api/testing/redis";
import { type ApiAccount, expectData, makeApiAccount, PASSWORD, restClient } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { openSocket, type SocketClient } from "./harness/socket";
import { until } from "./harness/until";

// One data folder: one database and one secret for all of them.
const dataDir = await makeDataDir();
let redis: TestRedis;
let servers: TestServer[] = [];
let account: ApiAccount;
let chats = 0;

beforeAll(async () => {
  redis = await startTestRedis();
  for (let number = 0; number < 3; number++) servers.push(await startServer({ dataDir, env: { REDIS_URL: redis.url } }));
  account = await makeApiAccount(url(0), "several");
}, 120_000);
afterAll(async () => {
  // The last one first: the first holds the database.
  for (const server of servers.toReversed()) await server.stop();
  await redis.kill();
  await removeDataDir(dataDir);
}, 60_000);

const url = (number: number) => servers[number]?.url ?? "";
const desk = (number: number, agent = account.agent) => openSocket(`${url(number)}/ws/agent/${agent.id}?token=${agent.token}`);

async function visit(number: number, sessionId = `session_several_${++chats}`) {
  const socket = await openSocket(`${url(number)}/ws/${sessionId}`);
  socket.send({ type: "join", siteKey: account.siteKey, sessionId });
  await socket.next("session");
  return { sessionId, socket };
}

type Visit = Awaited<ReturnType<typeof visit>>;

/** Sends a line and waits until it is stored. @returns the id it is shown by */
async function say({ sessionId, socket }: Visit, message: string): Promise<unknown> {
  const clientMessageId = message.replaceAll(" ", "-");
  socket.send({ type: "message", sessionId, siteKey: account.siteKey, message, clientMessageId });
  return (await socket.next("ack", (frame) => frame.clientMessageId === clientMessageId)).id;
}

async function answer(socket: SocketClient, sessionId: string, text: string): Promise<unknown> {
  const clientMessageId = text.replaceAll(" ", "-");
  socket.send({ type: "send_message", sessionId, text, clientMessageId });
  return (await socket.next("ack", (frame) => frame.clientMessageId === clientMessageId)).id;
}

async function queue(chat: Visit): Promise<void> {
  await say(chat, `hello ${chat.sessionId}`);
  chat.socket.send({ type: "escalate", sessionId: chat.sessionId, siteKey: account.siteKey });
  await chat.socket.next("queue_update");
}

async function accept(socket: SocketClient, sessionId: string): Promise<void> {
  socket.send({ type: "accept_chat", sessionId, agentId: account.agent.id });
  await socket.next("chat_accepted", (frame) => frame.sessionId === sessionId);
}

const linesOf = (socket: SocketClient) =>
  socket.frames.flatMap((frame) =>
    frame.type === "message" && /^(visitor|agent) \d+$/.test(String(frame.message)) ? [frame.message] : [],
  );
const linesAt = (socket: SocketClient, sessionId: string) =>
  socket.frames.flatMap((frame) => {
    const text = frame.type === "new_message" && frame.sessionId === sessionId ? (frame.message as { text: string }).text : "";
    return /^(visitor|agent) \d+$/.test(text) ? [text] : [];
  });

test("a chat goes on over three servers while Redis is killed and comes back: all sides hold the same, once, in one order", async () => {
  const visitor = await visit(0);
  const [agent, secondDesk] = [await desk(1), await desk(2)];
  await queue(visitor);
  await agent
    .next("waiting_sessions", (frame) => JSON.stringify(frame).includes(visitor.sessionId))
    .catch(() => {
      throw new Error("the agent was not told of the queue");
    });
  await accept(agent, visitor.sessionId);
  await visitor.socket.next("agent_joined");
  const watcher = await visit(2, visitor.sessionId);

  const said: string[] = [];
  const talk = async (lines: number) => {
    for (let line = 0; line < lines; line++) {
      const text = `${said.length % 2 ? "agent" : "visitor"} ${said.length}`;
      if (said.length % 2) await answer(agent, visitor.sessionId, text);
      else await say(visitor, text);
      said.push(text);
    }
  };
  const allHold = () =>
    until("all sides to hold what was said", () =>
      [linesOf(watcher.socket), linesAt(secondDesk, visitor.sessionId)].every((lines) => lines.length >= said.length),
    );
  await talk(10);
  await allHold();

  await redis.kill();
  await talk(10);
  // Not at once, but without Redis, too.
  await allHold();
  await talk(4);
  await redis.start();
  await talk(10);
  await allHold();
  expect(linesOf(watcher.socket)).toEqual(said);
  expect(linesAt(secondDesk, visitor.sessionId)).toEqual(said);

  for (const server of servers) {
    await until("the server to see it", () => server.output().includes("events of other processes come at once again"));
    expect(server.output().split("events of other processes come late")).toHaveLength(2);
  }
}, 90_000);

test("of two agents on two servers one gets the chat, with Redis and without it", async () => {
  const admin = restClient(url(0), account.token);
  const email = "several-second@example.com";
  await expectData(admin("POST", "/agents", { username: "several-second", email, password: PASSWORD, full_name: "Kim Kind" }));
  const login = await expectData<{ agent: { id: number }; token: string }>(
    restClient(url(1))("POST", "/auth/agent-login", { email, password: PASSWORD }),
  );
  const colleague = { id: login.agent.id, email, token: login.token };
  const desks = [
    { socket: await desk(1), id: account.agent.id },
    { socket: await desk(2, colleague), id: colleague.id },
  ];
  for (const isUp of [true, false]) {
    const visitor = await visit(0);
    await queue(visitor);
    if (!isUp) await redis.kill();
    for (const { socket, id } of desks) socket.send({ type: "accept_chat", sessionId: visitor.sessionId, agentId: id });
    const outcomes = await Promise.all(
      desks.map(({ socket }) =>
        until("an answer", () =>
          socket.frames.find((frame) => /^chat_accepted$|^accept_chat_failed$/.test(frame.type) && frame.sessionId === visitor.sessionId),
        ),
      ),
    );
    expect(outcomes.map(({ type }) => type).sort()).toEqual(["accept_chat_failed", "chat_accepted"]);
    await visitor.socket.next("agent_joined");
    expect(visitor.socket.frames.filter(({ type }) => type === "agent_joined")).toHaveLength(1);
  }
  await redis.start();
}, 60_000);

test("an agent who is disabled through one server is thrown out of another", async () => {
  const admin = restClient(url(0), account.token);
  const email = "several-leaver@example.com";
  await expectData(admin("POST", "/agents", { username: "several-leaver", email, password: PASSWORD, full_name: "Lee Leaver" }));
  const login = await expectData<{ agent: { id: number }; token: string }>(
    restClient(url(1))("POST", "/auth/agent-login", { email, password: PASSWORD }),
  );
  const socket = new WebSocket(`${url(2).replace(/^http/, "ws")}/ws/agent/${login.agent.id}?token=${login.token}`);
  let closedWith = 0;
  socket.onclose = ({ code }) => {
    closedWith = code;
  };
  await until("the socket to open", () => socket.readyState === WebSocket.OPEN);
  await expectData(admin("PATCH", `/agents/${login.agent.id}`, { is_active: false }));
  await until("the socket to be closed", () => closedWith);
  expect(closedWith).toBe(1008);
});

test("what a server stored and could not tell before it was killed, the others find by themselves", async () => {
  const visitor = await visit(2);
  const agent = await desk(1);
  await queue(visitor);
  await accept(agent, visitor.sessionId);
  await redis.kill();
  await say(visitor, "visitor 1");
  await servers[2]?.kill();
  servers = servers.slice(0, 2);
  await redis.start();
  await until("the agent to read it", () => linesAt(agent, visitor.sessionId).length === 1);
  const back = await visit(0, visitor.sessionId);
  await back.socket.next("message", (frame) => frame.message === "visitor 1");
  await say(back, "visitor 2");
  await until("the agent to read on", () => linesAt(agent, visitor.sessionId).length === 2);
  expect(linesAt(agent, visitor.sessionId)).toEqual(["visitor 1", "visitor 2"]);
}, 60_000);

test("a server stops in order while Redis is down", async () => {
  await redis.kill();
  expect(await servers.pop()?.stop()).toBe(0);
});
