import { afterAll, expect, test } from "bun:test";
import { updateAgent } from "@chat/api/core";
import {
  agentToken,
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  newSessionId,
  queueChat,
  readRows,
  type TestAgent,
  testCore,
  until,
} from "@chat/api/testing";
import { connect, serveSockets } from "../testing";

const core = await testCore();
const server = serveSockets(core);
afterAll(async () => {
  await server.stop();
  await closeTestCores();
});

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);

async function desk(agent: TestAgent) {
  const client = connect(`${server.origin}/ws/agent/${agent.profile.id}?token=${await agentToken(agent)}`);
  const status = await client.next("connection_status");
  return { client, status };
}

async function start() {
  const account = await makeAccount(core);
  const agent = await makeAgent(account, "Support Agent");
  const { client, status } = await desk(agent);
  return { account, agent, client, status, agentId: agent.profile.id };
}

test("a connected agent is told so and is online until it leaves", async () => {
  const { client, status, agentId } = await start();
  expect(status).toEqual({ type: "connection_status", status: "connected", agentId, timestamp: TIME });
  await client.rest();
  const isOnline = async () =>
    (await readRows<{ is_online: number }>(core, `select is_online from agents where id = ${agentId}`))[0]?.is_online === 1;
  expect(await isOnline()).toBe(true);
  await client.close();
  await until(async () => !(await isOnline()));
});

test("the queue is sent on request and after every change", async () => {
  const { account, client, agentId } = await start();
  await client.send({ type: "get_waiting_sessions", agentId, timestamp: new Date().toISOString() });
  expect(await client.next("waiting_sessions")).toEqual({ type: "waiting_sessions", sessions: [], timestamp: TIME });
  const { siteKey, sessionId } = await queueChat(account);
  expect((await client.next("waiting_sessions")).sessions).toEqual([
    { sessionId, siteKey, businessName: "Test shop", visitorName: "Customer", waitingTime: 0, escalated: true, addedAt: TIME },
  ]);
});

test("an accepted chat comes with its whole history", async () => {
  const { account, client, agentId } = await start();
  const { sessionId } = await queueChat(account);
  await client.send({ type: "accept_chat", sessionId, agentId });
  expect(await client.next("chat_accepted")).toEqual({
    type: "chat_accepted",
    sessionId,
    visitorName: "Customer",
    businessName: "Test shop",
    messages: [
      { id: expect.any(Number), text: "Hello", sender: "customer", timestamp: TIME, isAI: false },
      { id: expect.any(Number), text: expect.any(String), sender: "agent", timestamp: TIME, isAI: true },
    ],
    fullHistory: true,
    timestamp: TIME,
  });
});

test("visitor and agent talk over their sockets", async () => {
  const { account, agent, client, agentId } = await start();
  const { siteKey, sessionId } = await holdChat(account, agent);
  const visitor = connect(`${server.origin}/ws/${sessionId}`);
  await visitor.send({ type: "message", sessionId, siteKey, message: "I need help!" });
  expect(await client.next("new_message")).toEqual({
    type: "new_message",
    sessionId,
    message: { id: expect.stringMatching(/^msg_\d+$/), text: "I need help!", sender: "customer", timestamp: TIME },
    timestamp: TIME,
  });
  await visitor.send({ type: "typing", sessionId, isTyping: true });
  expect(await client.next("typing")).toEqual({ type: "typing", sessionId, isTyping: true });
  await client.send({ type: "typing", sessionId, agentId, isTyping: true });
  expect(await visitor.next("typing")).toEqual({ type: "typing", isTyping: true });
  await client.send({ type: "send_message", sessionId, agentId, text: "How can I help you?", clientMessageId: "a-1" });
  const message = await visitor.next("message");
  expect(message.metadata).toEqual({ agentName: "Support Agent", isAI: false });
  expect(await client.next("ack")).toEqual({ type: "ack", clientMessageId: "a-1", id: message.id, timestamp: TIME });
  expect((await client.rest()).filter(({ type }) => type === "new_message")).toEqual([]);
});

test("an agent's other console shows what was written on the first, another agent's shows nothing", async () => {
  const { account, agent, client, agentId } = await start();
  const { client: second } = await desk(agent);
  const { client: stranger } = await desk(await makeAgent(account));
  const { sessionId } = await holdChat(account, agent);
  await client.send({ type: "send_message", sessionId, agentId, text: "How can I help you?" });
  expect((await second.next("new_message")).message).toMatchObject({ text: "How can I help you?", sender: "agent" });
  const ofEveryone = ["waiting_sessions", "queue_update", "chat_assigned", "agent_status_update"];
  expect((await stranger.rest()).filter(({ type }) => !ofEveryone.includes(type))).toEqual([]);
});

test("a chat is given back to the assistant and closed", async () => {
  const { account, agent, client, agentId } = await start();
  const [returned, closed] = [await holdChat(account, agent), await holdChat(account, agent)];
  await client.send({ type: "return_to_ai", sessionId: returned.sessionId, agentId });
  expect(await client.next("chat_returned_to_ai")).toEqual({ type: "chat_returned_to_ai", sessionId: returned.sessionId, timestamp: TIME });
  await client.send({ type: "close_chat", sessionId: closed.sessionId });
  expect(await client.next("chat_closed")).toEqual({ type: "chat_closed", sessionId: closed.sessionId, timestamp: TIME });
});

test("of twenty agents who accept one chat, one gets it and the others are told", async () => {
  const account = await makeAccount(core);
  const clients = [];
  for (let index = 0; index < 20; index++) clients.push((await desk(await makeAgent(account, `Agent ${index}`))).client);
  const { siteKey, sessionId } = await queueChat(account);
  const visitor = connect(`${server.origin}/ws/${sessionId}`);
  await visitor.send({ type: "join", siteKey, sessionId });
  await visitor.next("session");
  await Promise.all(clients.map((client) => client.send({ type: "accept_chat", sessionId })));
  const answers = (await Promise.all(clients.map((client) => client.rest()))).flat();
  expect(answers.filter(({ type }) => type === "chat_accepted")).toHaveLength(1);
  const refused = answers.filter(({ type }) => type === "error");
  expect(refused).toHaveLength(19);
  for (const error of refused) expect(error).toMatchObject({ code: "SESSION_TAKEN", sessionId });
  expect((await visitor.rest()).filter(({ type }) => type === "agent_joined")).toHaveLength(1);
}, 30_000);

test("what is written while a chat is being accepted is told exactly once", async () => {
  const { account, client } = await start();
  const { siteKey, sessionId } = await queueChat(account);
  const visitor = connect(`${server.origin}/ws/${sessionId}`);
  const texts = Array.from({ length: 15 }, (_, index) => `line ${index}`);
  await client.send({ type: "accept_chat", sessionId });
  for (const [index, message] of texts.entries())
    await visitor.send({ type: "message", sessionId, siteKey, message, clientMessageId: `c-${index}` });
  for (const _ of texts) await visitor.next("ack");
  const { messages } = await client.next("chat_accepted");
  const live = (await client.rest()).filter(({ type }) => type === "new_message").map(({ message }) => message.text);
  const told = [...messages.map(({ text }: { text: string }) => text), ...live].filter((text) => text.startsWith("line"));
  expect(told).toEqual(texts);
});

test("what an agent may not do is an error frame, and the connection stays", async () => {
  const { account, agent, client, agentId } = await start();
  const other = await makeAgent(account);
  const foreign = await holdChat(account, other);
  const frames: [object, string][] = [
    [{ type: "send_message", sessionId: foreign.sessionId, text: "Hi" }, "SESSION_NOT_YOURS"],
    [{ type: "return_to_ai", sessionId: foreign.sessionId }, "SESSION_NOT_YOURS"],
    [{ type: "close_chat", sessionId: newSessionId() }, "SESSION_UNKNOWN"],
    [{ type: "accept_chat", sessionId: (await queueChat(await makeAccount(core))).sessionId }, "SESSION_UNKNOWN"],
    [{ type: "get_waiting_sessions", agentId: other.profile.id }, "AGENT_FOREIGN"],
    [{ type: "accept_chat", agentId }, "INPUT_INVALID"],
    [{ type: "nonsense" }, "UNKNOWN_TYPE"],
  ];
  for (const [frame, code] of frames) {
    await client.send(frame);
    expect((await client.next("error")).code).toBe(code);
  }
  const { sessionId } = await holdChat(account, agent);
  await client.send({ type: "send_message", sessionId, text: "Still here", clientMessageId: "a-1" });
  await client.next("ack");
});

test("a disabled agent's chats go back to the queue and its sockets are closed", async () => {
  const { account, agent, client, agentId } = await start();
  const { siteKey, sessionId } = await holdChat(account, agent);
  const visitor = connect(`${server.origin}/ws/${sessionId}`);
  await visitor.send({ type: "join", siteKey, sessionId });
  await visitor.next("session");
  await updateAgent(account.admin, { agentId, isActive: false });
  expect(await client.closed).toEqual({ code: 1008, reason: "Access was revoked" });
  expect(await visitor.next("chat_requeued")).toEqual({ type: "chat_requeued", message: expect.any(String), timestamp: TIME });
  expect((await visitor.next("queue_update")).position).toBe(1);
});
