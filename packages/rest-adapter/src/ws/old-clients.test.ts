import { afterAll, expect, test } from "bun:test";
import { agentToken, closeTestCores, holdChat, makeAccount, makeAgent, queueChat, type TestAgent, testCore } from "@chat/api/testing";
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
  await client.next("connection_status");
  await client.rest();
  return client;
}

async function twoDesks() {
  const account = await makeAccount(core);
  const [mine, theirs] = [await makeAgent(account), await makeAgent(account)];
  return { account, mine, theirs, client: await desk(mine), colleague: await desk(theirs), agentId: mine.profile.id };
}

test("an agent that identifies itself is told that it is connected, and the queue in numbers", async () => {
  const { client, agentId } = await twoDesks();
  await client.send({ type: "agent_identify", agentId, timestamp: new Date().toISOString() });
  expect(await client.next("agent_connected")).toEqual({ type: "agent_connected", agentId, timestamp: TIME });
  expect(await client.next("queue_update")).toEqual({
    type: "queue_update",
    stats: { waitingSessions: 0, availableAgents: 2, averageWaitTime: "0 minutes" },
    timestamp: TIME,
  });
  await client.send({ type: "ping", agentId });
  expect(await client.next("pong")).toEqual({ type: "pong", timestamp: TIME });
});

test("an agent cannot identify itself as another", async () => {
  const { client, theirs } = await twoDesks();
  await client.send({ type: "agent_identify", agentId: theirs.profile.id });
  expect((await client.next("error")).code).toBe("AGENT_FOREIGN");
  expect((await client.rest()).filter(({ type }) => type === "agent_connected")).toEqual([]);
});

test("every agent of the account is told who took a chat, and no other account's", async () => {
  const { account, client, colleague, agentId } = await twoDesks();
  const stranger = await desk(await makeAgent(await makeAccount(core)));
  const { sessionId } = await queueChat(account);
  await client.send({ type: "accept_chat", sessionId, agentId });
  const assigned = { type: "chat_assigned", sessionId, agentId, timestamp: TIME };
  await client.next("chat_accepted");
  expect(await client.next("chat_assigned")).toEqual(assigned);
  expect(await colleague.next("chat_assigned")).toEqual(assigned);
  expect(await stranger.rest()).toEqual([]);
});

test("who accepts too late is told in the old frame and in the error frame", async () => {
  const { account, client, theirs, agentId } = await twoDesks();
  const { sessionId } = await holdChat(account, theirs);
  await client.send({ type: "accept_chat", sessionId, agentId });
  const error = await client.next("error");
  expect(error).toMatchObject({ code: "SESSION_TAKEN", sessionId });
  expect(await client.next("accept_chat_failed")).toEqual({ type: "accept_chat_failed", sessionId, error: error.message, timestamp: TIME });
});

test("a return to the assistant is confirmed to who asked and told to visitor and agent", async () => {
  const { account, mine, client, agentId } = await twoDesks();
  const { siteKey, sessionId } = await holdChat(account, mine);
  const visitor = connect(`${server.origin}/ws/${sessionId}`);
  await visitor.send({ type: "join", siteKey, sessionId });
  await visitor.next("session");
  await client.send({ type: "return_to_ai", sessionId, agentId });
  expect(await client.next("return_to_ai_success")).toEqual({ type: "return_to_ai_success", sessionId, timestamp: TIME });
  expect(await client.next("chat_returned_to_ai")).toEqual({ type: "chat_returned_to_ai", sessionId, timestamp: TIME });
  expect(await visitor.next("chat_returned_to_ai")).toMatchObject({ message: expect.any(String) });
});

test("a change of the queue is told in numbers too", async () => {
  const { account, client } = await twoDesks();
  await queueChat(account);
  expect((await client.next("queue_update")).stats).toEqual({ waitingSessions: 1, availableAgents: 2, averageWaitTime: "0 minutes" });
});

test("agents who come and go are told to their colleagues", async () => {
  const { account, client } = await twoDesks();
  const third = await makeAgent(account);
  const update = { type: "agent_status_update", agentId: third.profile.id, timestamp: TIME };
  await client.rest();
  const late = await desk(third);
  expect(await client.next("agent_status_update")).toEqual({ ...update, status: "online" });
  await late.close();
  expect(await client.next("agent_status_update")).toEqual({ ...update, status: "offline" });
});

test("typing_start and typing_stop are typing, from both sides", async () => {
  const { account, mine, client, agentId } = await twoDesks();
  const { siteKey, sessionId } = await holdChat(account, mine);
  const visitor = connect(`${server.origin}/ws/${sessionId}`);
  await visitor.send({ type: "message", siteKey, sessionId, message: "Hello" });
  for (const [type, isTyping] of [
    ["typing_start", true],
    ["typing_stop", false],
  ] as const) {
    await visitor.send({ type, sessionId });
    expect(await client.next("typing")).toEqual({ type: "typing", sessionId, isTyping });
    await client.send({ type, sessionId, agentId });
    expect(await visitor.next("typing")).toEqual({ type: "typing", isTyping });
  }
});
