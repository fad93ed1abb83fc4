import { afterAll, expect, test } from "bun:test";
import {
  acceptChat,
  createPair,
  randomId,
  returnToAi,
  sendAgentMessage,
  setAgentTyping,
  showOverview,
  showTranscript,
} from "@chat/api/core";
import { closeTestCores, makeAccount, makeAgent, newSessionId, queueChat, readRows, testCore } from "@chat/api/testing";
import { connect, serveSockets } from "../testing";

const core = await testCore();
const server = serveSockets(core);
afterAll(async () => {
  await server.stop();
  await closeTestCores();
});

const BROWSER = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36" };
const open = (sessionId: string) => connect(`${server.origin}/ws/${sessionId}`, BROWSER);
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);

async function start() {
  const account = await makeAccount(core);
  const { siteKey } = account.widget;
  const sessionId = newSessionId();
  const say = (message: string, more: object = {}) => ({
    type: "message",
    sessionId,
    siteKey,
    message,
    timestamp: new Date().toISOString(),
    ...more,
  });
  return { account, siteKey, sessionId, say, client: open(sessionId) };
}

test("a client that knows only the document writes and is answered in the documented frames", async () => {
  const { client, say } = await start();
  await client.send(say("Hello"));
  expect(await client.next("typing")).toEqual({ type: "typing", isTyping: true });
  expect(await client.next("message")).toEqual({
    type: "message",
    id: expect.stringMatching(/^msg_\d+$/),
    message: expect.any(String),
    timestamp: TIME,
    metadata: { agentName: "AI Assistant", isAI: true },
  });
  expect(await client.next("typing")).toEqual({ type: "typing", isTyping: false });
  expect(await client.rest()).toEqual([]);
});

test("typing before the first message disturbs nobody", async () => {
  const { client, sessionId } = await start();
  await client.send({ type: "typing", sessionId, isTyping: true });
  expect(await client.rest()).toEqual([]);
});

test("an answer that is none offers a person to a client that joined, and to any other says what the document says", async () => {
  const { client, say, siteKey, sessionId } = await start();
  await client.send(say("What is the airspeed of a laden swallow?"));
  expect((await client.next("message")).metadata).toEqual({ agentName: "AI Assistant", isAI: true });
  await client.send({ type: "join", siteKey, sessionId });
  expect((await client.next("message")).sender).toBe("customer");
  expect((await client.next("message")).metadata.offersPerson).toBe(true);
});

test("an answer from the knowledge says what it was taken from to a client that joined, live and read again, and to no other", async () => {
  const { account, client, say, siteKey, sessionId } = await start();
  const pair = { question: "Where can I park? <b>\u{1F600}</b>", answer: "Behind the house." };
  await createPair(account.admin, pair);
  const joined = open(sessionId);
  const join = { type: "join", siteKey, sessionId };
  await joined.send(join);
  await joined.next("session");
  await client.send(say("Where can I park?"));
  expect((await client.next("message")).metadata).toEqual({ agentName: "AI Assistant", isAI: true });
  await joined.next("message");
  const told = { agentName: "AI Assistant", isAI: true, source: { title: pair.question } };
  expect(await joined.next("message")).toMatchObject({ message: pair.answer, metadata: told });

  const later = open(sessionId);
  await later.send(join);
  expect((await later.next("message")).metadata).toEqual({ agentName: null, isAI: false });
  expect((await later.next("message")).metadata).toEqual(told);
});

test("from the queue to an agent, back to the assistant and to the end", async () => {
  const { account, client, say, sessionId } = await start();
  const agent = await makeAgent(account, "Support Agent");
  await queueChat(account);
  await client.send(say("Hello"));
  await client.next("message");
  await client.send({ type: "escalate" });
  expect(await client.next("queue_update")).toEqual({ type: "queue_update", position: 2, estimatedWait: 4, timestamp: TIME });
  await acceptChat(agent.ctx, { sessionId });
  expect(await client.next("agent_joined")).toEqual({
    type: "agent_joined",
    message: "A support agent has joined the chat!",
    agentName: "Support Agent",
    timestamp: TIME,
  });
  await setAgentTyping(agent.ctx, { sessionId, isTyping: true });
  await sendAgentMessage(agent.ctx, { sessionId, text: "At your service" });
  expect(await client.next("message")).toMatchObject({ message: "At your service", metadata: { agentName: "Support Agent", isAI: false } });
  await returnToAi(agent.ctx, { sessionId });
  expect(await client.next("chat_returned_to_ai")).toEqual({ type: "chat_returned_to_ai", message: expect.any(String), timestamp: TIME });
  await client.send({ type: "end_chat" });
  expect(await client.next("chat_closed")).toEqual({ type: "chat_closed", message: expect.any(String), timestamp: TIME });
  await client.send(say("One more thing"));
  expect(await client.next("chat_reopened")).toEqual({ type: "chat_reopened", timestamp: TIME });
});

test("a place in the queue is told when it changes, and only then", async () => {
  const { account, client, say, siteKey } = await start();
  const first = await queueChat(account);
  const agent = await makeAgent(account);
  await client.send(say("Hello"));
  await client.next("message");
  await client.send({ type: "escalate", siteKey, reason: "customer_requested_human" });
  await client.send({ type: "escalate", siteKey });
  // Each is answered, although nothing changed by the second.
  for (let asked = 0; asked < 2; asked++) expect((await client.next("queue_update")).position).toBe(2);
  await queueChat(account);
  await core.deps.background.idle();
  expect((await client.rest()).filter(({ type }) => type === "queue_update")).toEqual([]);
  await acceptChat(agent.ctx, first);
  expect((await client.next("queue_update")).position).toBe(1);
});

test("join starts a chat, says where it stands, and keeps what the visitor told", async () => {
  const { account, client, siteKey, sessionId } = await start();
  await client.send({ type: "join", siteKey, sessionId, visitorSecret: randomId(32), visitorName: "Jo", visitorInfo: { plan: "pro" } });
  expect(await client.next("session")).toEqual({
    type: "session",
    sessionId,
    state: "assistant",
    agentName: null,
    position: 0,
    estimatedWait: 0,
    hasEarlier: false,
    isStaffed: false,
    isIdentified: false,
    sendsMail: false,
    timestamp: TIME,
  });
  const [row] = await readRows<{ visitor_info: unknown }>(core, `select visitor_info from sessions where session_id = '${sessionId}'`);
  const info = typeof row?.visitor_info === "string" ? JSON.parse(row.visitor_info) : row?.visitor_info;
  expect(info).toEqual({ browser: "Chrome", plan: "pro" });
  expect((await showTranscript(account.admin, { sessionId })).visitorName).toBe("Jo");
});

test("what was missed is replayed after a reconnect, exactly once and in order", async () => {
  const { account, client, siteKey, sessionId, say } = await start();
  const agent = await makeAgent(account);
  const join = { type: "join", siteKey, sessionId, visitorSecret: randomId(32) };
  await client.send(join);
  await client.next("session");
  await client.send(say("Hello", { clientMessageId: "c-1" }));
  const seen = (await client.next("message")).id;
  await client.send({ type: "escalate" });
  await client.next("queue_update");
  await acceptChat(agent.ctx, { sessionId });
  await client.close();
  for (const text of ["one", "two"]) await sendAgentMessage(agent.ctx, { sessionId, text });

  const back = open(sessionId);
  // Written while the backlog is being read: told either by it or after it.
  const late = ["three", "four", "five", "six"].map((text) => back.opened.then(() => sendAgentMessage(agent.ctx, { sessionId, text })));
  await back.send({ ...join, after: seen });
  await Promise.all(late);
  expect((await back.next("session")).state).toBe("agent");
  const messages = (await back.rest()).filter(({ type }) => type === "message");
  expect(messages.map(({ message }) => message).toSorted()).toEqual(["five", "four", "one", "six", "three", "two"]);
  const ids = messages.map(({ id }) => Number(id.replace("msg_", "")));
  expect(ids).toEqual(ids.toSorted((left, right) => left - right));
});

test("a visitor's own lines come back to its other windows that joined, and are replayed with its own ids", async () => {
  const { client, siteKey, sessionId, say } = await start();
  const join = { type: "join", siteKey, sessionId, visitorSecret: randomId(32) };
  await client.send(join);
  await client.next("session");
  const other = open(sessionId);
  await other.send(join);
  await other.next("session");
  await client.send(say("Hello", { clientMessageId: "c-1" }));
  expect(await other.next("message")).toMatchObject({ message: "Hello", sender: "customer", clientMessageId: "c-1" });
  expect(await other.next("message")).toMatchObject({ sender: "agent", metadata: { isAI: true } });
  expect((await client.next("message")).sender).toBe("agent");
  expect((await client.rest()).filter(({ type }) => type === "message")).toEqual([]);

  const third = open(sessionId);
  await third.send(join);
  expect(await third.next("message")).toMatchObject({ message: "Hello", sender: "customer", clientMessageId: "c-1" });
});

test("a rating that is changed too late is refused by its reason, and the connection stays", async () => {
  const { account, client, say, sessionId } = await start();
  await client.send(say("Hello"));
  await client.next("message");
  await client.send({ type: "rate", score: 2 });
  await client.send({ type: "rate", score: 5 });
  expect((await client.rest()).filter(({ type }) => type === "error")).toEqual([]);
  await readRows(core, `update ratings set created_at = created_at - interval 11 minute where session_id = '${sessionId}'`);
  await client.send({ type: "rate", score: 1 });
  expect(await client.next("error")).toEqual({ type: "error", code: "RATING_LATE", message: expect.any(String), timestamp: TIME });
  expect(await showOverview(account.admin, {})).toMatchObject({ customerSatisfaction: 5 });
});

test("a repeated message is acknowledged again and stored once", async () => {
  const { account, client, sessionId, say } = await start();
  await client.send(say("Hello", { clientMessageId: "c-1" }));
  await client.send(say("Hello", { clientMessageId: "c-1" }));
  const first = await client.next("ack");
  expect(first).toEqual({ type: "ack", clientMessageId: "c-1", id: expect.stringMatching(/^msg_\d+$/), timestamp: TIME });
  expect(await client.next("ack")).toEqual(first);
  const { messages } = await showTranscript(account.admin, { sessionId });
  expect(messages.filter(({ sender }) => sender === "visitor")).toHaveLength(1);
});

test("a socket that was silent hears a session whose id is its capability", async () => {
  const { account, client, sessionId, say } = await start();
  await client.send(say("Hello"));
  await client.next("message");
  await client.close();
  const back = open(sessionId);
  await back.rest();
  const agent = await makeAgent(account);
  const asking = open(sessionId);
  await asking.send({ type: "escalate" });
  await asking.next("queue_update");
  await acceptChat(agent.ctx, { sessionId });
  await sendAgentMessage(agent.ctx, { sessionId, text: "Still there?" });
  expect((await back.next("message")).message).toBe("Still there?");
});

test("a session with a secret is heard and used only with it", async () => {
  const { client, siteKey, sessionId, say } = await start();
  await client.send({ type: "join", siteKey, sessionId, visitorSecret: randomId(32) });
  await client.next("session");
  const eavesdropper = open(sessionId);
  await eavesdropper.opened;
  await client.send(say("My order number is 4711"));
  await client.next("message");
  await eavesdropper.send({ type: "join", siteKey, sessionId, visitorSecret: randomId(32) });
  await eavesdropper.send({ type: "join", siteKey, sessionId });
  await eavesdropper.send(say("Let me in"));
  await eavesdropper.send({ type: "end_chat", siteKey });
  await client.send(say("Hello again"));
  await client.next("message");
  await core.deps.background.idle();
  const heard = await eavesdropper.rest();
  expect(heard.map(({ type, code }) => [type, code])).toEqual([
    ["error", "SESSION_FOREIGN"],
    ["error", "SESSION_FOREIGN"],
    ["error", "SESSION_FOREIGN"],
    ["error", "SESSION_UNKNOWN"],
  ]);
});

test("a chat is rated from its socket", async () => {
  const { client, sessionId, say } = await start();
  await client.send(say("Hello"));
  await client.next("message");
  await client.send({ type: "rate", score: 5, comment: "Quick!" });
  await client.rest();
  expect(await readRows(core, `select score from ratings where session_id = '${sessionId}'`)).toEqual([{ score: 5 }]);
  await client.send({ type: "rate", score: 6 });
  expect((await client.next("error")).message).toBe("Score must be 1 to 5");
});
