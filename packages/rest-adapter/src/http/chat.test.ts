import { afterAll, expect, test } from "bun:test";
import { acceptChat, closeChat, joinSession, sendAgentMessage } from "@chat/api/core";
import {
  agentToken,
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  newSessionId,
  queueChat,
  startChat,
  testCore,
} from "@chat/api/testing";
import { createCall } from "../testing";

const core = await testCore();
const call = createCall(core);
afterAll(closeTestCores);

test("escalating answers the place in the queue, and twice the same", async () => {
  const account = await makeAccount(core);
  await queueChat(account);
  const { siteKey, sessionId } = await startChat(account);
  const path = `POST /widgets/escalate/${siteKey}/${sessionId}`;
  const first = await call(path, { body: { reason: "customer_requested_human", customer_frustrated: true } });
  expect(first).toMatchObject({ status: 200 });
  expect(first.body).toEqual({
    success: true,
    message: "Chat escalated to human agent",
    data: { sessionId, queuePosition: 2, estimatedWait: 4 },
  });
  expect((await call(path)).body).toEqual(first.body);
  const place = await call(`GET /widgets/queue-position/${siteKey}/${sessionId}`);
  expect(place.body).toEqual({ success: true, data: { position: 2, estimatedWait: 4 } });
});

test("what cannot be escalated says why", async () => {
  const account = await makeAccount(core);
  const other = await makeAccount(core);
  const { siteKey, sessionId } = await startChat(account);
  expect(await call(`POST /widgets/escalate/${siteKey}/${newSessionId()}`)).toMatchObject({
    status: 404,
    body: { message: "Session not found" },
  });
  expect((await call(`POST /widgets/escalate/${other.widget.siteKey}/${sessionId}`)).status).toBe(404);
  expect(await call(`POST /widgets/escalate/widget-none/${sessionId}`)).toMatchObject({
    status: 404,
    body: { message: "Widget not found for site key: widget-none" },
  });
  expect((await call(`POST /widgets/escalate/${siteKey}/${sessionId}`, { body: "{" })).status).toBe(400);
  expect((await call(`POST /widgets/escalate/${siteKey}/x`)).status).toBe(404);
  const agent = await makeAgent(account);
  const held = await holdChat(account, agent);
  expect((await call(`POST /widgets/escalate/${siteKey}/${held.sessionId}`)).body.data).toMatchObject({
    queuePosition: 0,
    estimatedWait: 0,
  });
  await closeChat(agent.ctx, held);
  expect((await call(`POST /widgets/escalate/${siteKey}/${held.sessionId}`)).status).toBe(409);
});

test("history tells visitor, agent and assistant apart, for the account's agents and its admin", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const { siteKey, sessionId } = await queueChat(account);
  await joinSession(account.visitor, { siteKey, sessionId, visitorName: "John Doe", visitorEmail: "john@example.com" });
  await acceptChat(agent.ctx, { sessionId });
  await sendAgentMessage(agent.ctx, { sessionId, text: "At your service" });
  for (const token of [await agentToken(agent), account.token]) {
    const { body } = await call(`GET /widgets/sessions/${sessionId}/messages`, { token });
    expect(Object.keys(body)).toEqual(["success", "messages", "customerInfo"]);
    expect(body.messages).toEqual([
      { id: expect.any(Number), text: "Hello", sender: "customer", timestamp: expect.stringMatching(/Z$/), isAI: false },
      { id: expect.any(Number), text: expect.any(String), sender: "agent", timestamp: expect.stringMatching(/Z$/), isAI: true },
      { id: expect.any(Number), text: "At your service", sender: "agent", timestamp: expect.stringMatching(/Z$/), isAI: false },
    ]);
    expect(body.customerInfo).toEqual({ name: "John Doe", email: "john@example.com", business: "Test shop", waitingTime: "0 minutes" });
  }
});

test("another account's chat is not found, and nobody reads one without a token", async () => {
  const { sessionId } = await startChat(await makeAccount(core));
  const path = `GET /widgets/sessions/${sessionId}/messages`;
  expect((await call(path, { token: (await makeAccount(core)).token })).status).toBe(404);
  expect((await call(path)).status).toBe(401);
});

test("the queue in numbers is the admin's", async () => {
  const account = await makeAccount(core);
  await queueChat(account);
  const path = `GET /widgets/${account.widget.siteKey}/queue-stats`;
  expect((await call(path, { token: account.token })).body).toEqual({
    success: true,
    data: { stats: { waitingSessions: 1, availableAgents: 0, averageWaitTime: "0 minutes" } },
  });
  expect((await call(path, { token: await agentToken(await makeAgent(account)) })).status).toBe(403);
});

test("the agent's desk: numbers, queue and own chats", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const token = await agentToken(agent);
  const held = await holdChat(account, agent);
  const queued = await queueChat(account);
  expect((await call("GET /agents/stats", { token })).body).toEqual({
    success: true,
    data: { chatsHandled: expect.any(Number), activeChats: 1, avgResponseTime: "0 min", customerSatisfaction: 0 },
  });
  expect((await call("GET /agents/waiting-sessions", { token })).body).toEqual({
    success: true,
    sessions: [
      {
        sessionId: queued.sessionId,
        siteKey: queued.siteKey,
        businessName: "Test shop",
        visitorName: "Customer",
        waitingTime: 0,
        escalated: true,
        addedAt: expect.stringMatching(/Z$/),
      },
    ],
  });
  expect((await call("GET /agents/active-chats", { token })).body).toEqual({
    success: true,
    data: [
      {
        session_id: held.sessionId,
        site_key: held.siteKey,
        visitor_name: "Customer",
        business_name: "Test shop",
        messageCount: 2,
        started_at: expect.stringMatching(/Z$/),
        visitor_info: {},
      },
    ],
  });
});

test("the queue is read by pages, and by a page that is none says so", async () => {
  const account = await makeAccount(core);
  const token = await agentToken(await makeAgent(account));
  const keys = [await queueChat(account), await queueChat(account), await queueChat(account)];
  const page = async (query: string) => {
    const { body } = await call(`GET /agents/waiting-sessions${query}`, { token });
    return body.sessions.map((session: { sessionId: string }) => session.sessionId);
  };
  const ids = keys.map(({ sessionId }) => sessionId);
  expect([await page(""), await page("?page=2&limit=2"), await page("?limit=1"), await page("?page=9")]).toEqual([
    ids,
    ids.slice(2),
    ids.slice(0, 1),
    [],
  ]);
  for (const [query, errors] of [
    ["?page=0", "Page must be at least 1"],
    ["?limit=101", "Limit must be at most 100"],
    ["?page=x", "Page must be a number"],
  ]) {
    const { status, body } = await call(`GET /agents/waiting-sessions${query}`, { token });
    expect([status, body.errors]).toEqual([400, errors]);
  }
});

test("an admin's token is refused at the agent's desk", async () => {
  const { token } = await makeAccount(core);
  for (const path of ["/agents/stats", "/agents/waiting-sessions", "/agents/active-chats"]) {
    expect((await call(`GET ${path}`, { token })).status).toBe(403);
    expect((await call(`GET ${path}`)).status).toBe(401);
  }
});
