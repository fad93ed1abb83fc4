import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, makeAgent, newSessionId, queueChat, recordEvents, testCore } from "../../testing";
import {
  acceptChat,
  accountTopic,
  closeChat,
  endChat,
  escalate,
  joinSession,
  returnToAi,
  sendAgentMessage,
  sendVisitorMessage,
  sessionTopic,
  showQueuePlace,
} from "..";

afterAll(closeTestCores);

const core = await testCore();

async function startSession(account: Awaited<ReturnType<typeof makeAccount>>) {
  const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
  await sendVisitorMessage(account.visitor, { ...key, text: "Hello" });
  await core.deps.background.idle();
  return key;
}

describe("starting", () => {
  test("the first message starts a session with the assistant, which answers", async () => {
    const account = await makeAccount(core);
    const key = await startSession(account);
    const snapshot = await joinSession(account.visitor, key);
    expect(snapshot.state).toBe("assistant");
    expect(snapshot.messages.map((message) => message.sender)).toEqual(["visitor", "assistant"]);
  });

  test("an unknown site key starts nothing", async () => {
    const account = await makeAccount(core);
    const key = { siteKey: "widget-unknown", sessionId: newSessionId() };
    await expect(sendVisitorMessage(account.visitor, { ...key, text: "Hello" })).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
  });

  test("a session started with a secret is only resumed with it", async () => {
    const account = await makeAccount(core);
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
    const visitorSecret = "s".repeat(32);
    await joinSession(account.visitor, { ...key, visitorSecret });
    await joinSession(account.visitor, { ...key, visitorSecret });
    await expect(joinSession(account.visitor, key)).rejects.toMatchObject({ reason: "SESSION_FOREIGN" });
    await expect(joinSession(account.visitor, { ...key, visitorSecret: "t".repeat(32) })).rejects.toMatchObject({
      reason: "SESSION_FOREIGN",
    });
    await expect(sendVisitorMessage(account.visitor, { ...key, text: "Hello" })).rejects.toMatchObject({ reason: "SESSION_FOREIGN" });
  });

  test("two connections that start one session at once share it", async () => {
    const account = await makeAccount(core);
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
    const joined = await Promise.all(Array.from({ length: 10 }, () => joinSession(account.visitor, key)));
    expect(joined.every((snapshot) => snapshot.state === "assistant")).toBe(true);
  });
});

describe("escalating and accepting", () => {
  test("a chat goes through queue, agent and back to the assistant", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const key = await startSession(account);
    const events = recordEvents(core, sessionTopic(key.sessionId));

    expect(await escalate(account.visitor, { ...key, reason: "a refund" })).toEqual({ position: 1, estimatedWait: 2 });
    const accepted = await acceptChat(agent.ctx, { sessionId: key.sessionId });
    expect(accepted.messages.map((message) => message.sender)).toEqual(["visitor", "assistant"]);
    await sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: "How can I help?" });
    await returnToAi(agent.ctx, { sessionId: key.sessionId });
    await sendVisitorMessage(account.visitor, { ...key, text: "Thanks" });
    await core.deps.background.idle();

    expect((await joinSession(account.visitor, key)).messages.map((message) => message.sender)).toEqual([
      "visitor",
      "assistant",
      "agent",
      "visitor",
      "assistant",
    ]);
    expect(events.map((event) => event.type).filter((type) => type.startsWith("session."))).toEqual([
      "session.escalated",
      "session.accepted",
      "session.returned",
    ]);
  });

  test("an accept is told once to the agents of the account, and to no other account", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const agent = await makeAgent(account);
    const key = await queueChat(account);
    const [heard, overheard] = [account, other].map(({ admin }) => recordEvents(core, accountTopic(admin.actor.accountId)));
    await acceptChat(agent.ctx, { sessionId: key.sessionId });
    await acceptChat(agent.ctx, { sessionId: key.sessionId });
    expect(heard?.filter(({ type }) => type === "session.accepted")).toEqual([
      { type: "session.accepted", sessionId: key.sessionId, agentId: agent.profile.id, agentName: "Sam Support", epoch: 2 },
    ]);
    expect(overheard).toEqual([]);
  });

  test("escalating twice keeps the place", async () => {
    const account = await makeAccount(core);
    const [first, second] = [await startSession(account), await startSession(account)];
    await escalate(account.visitor, first);
    expect((await escalate(account.visitor, second)).position).toBe(2);
    expect((await escalate(account.visitor, first)).position).toBe(1);
  });

  test("escalating names what is unknown", async () => {
    const account = await makeAccount(core);
    const other = await makeAccount(core);
    const key = await startSession(account);
    await expect(escalate(account.visitor, { ...key, sessionId: newSessionId() })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
    await expect(escalate(account.visitor, { ...key, siteKey: other.widget.siteKey })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
    await expect(escalate(account.visitor, { ...key, siteKey: "widget-unknown" })).rejects.toMatchObject({
      message: "Widget not found for site key: widget-unknown",
    });
  });

  test("of 20 agents who accept one chat exactly one gets it", async () => {
    const account = await makeAccount(core);
    const agents = await Promise.all(Array.from({ length: 20 }, (_, index) => makeAgent(account, `Agent ${index}`)));
    const key = await startSession(account);
    await escalate(account.visitor, key);
    const results = await Promise.allSettled(agents.map((agent) => acceptChat(agent.ctx, { sessionId: key.sessionId })));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refusals.every((error) => error.reason === "SESSION_TAKEN" && /^Already taken by Agent \d+$/.test(error.message))).toBe(true);
  });

  test("accepting one's own chat again returns it again", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const key = await startSession(account);
    await escalate(account.visitor, key);
    await acceptChat(agent.ctx, { sessionId: key.sessionId });
    expect((await acceptChat(agent.ctx, { sessionId: key.sessionId })).chat.sessionId).toBe(key.sessionId);
  });

  test("an agent of another account neither sees nor takes the chat", async () => {
    const account = await makeAccount(core);
    const stranger = await makeAgent(await makeAccount(core));
    const key = await startSession(account);
    await escalate(account.visitor, key);
    await expect(acceptChat(stranger.ctx, { sessionId: key.sessionId })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
  });

  test("an admin does not accept chats", async () => {
    const account = await makeAccount(core);
    const key = await startSession(account);
    await escalate(account.visitor, key);
    await expect(acceptChat(account.admin, { sessionId: key.sessionId })).rejects.toMatchObject({ reason: "ROLE_WRONG" });
  });

  test("a chat with the assistant is not there to accept", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const key = await startSession(account);
    await expect(acceptChat(agent.ctx, { sessionId: key.sessionId })).rejects.toMatchObject({ reason: "SESSION_NOT_WAITING" });
  });
});

describe("ending", () => {
  test("a closed chat cannot be escalated, and is reopened with the assistant by the visitor's next message", async () => {
    const account = await makeAccount(core);
    const key = await startSession(account);
    await endChat(account.visitor, key);
    await endChat(account.visitor, key);
    await expect(escalate(account.visitor, key)).rejects.toMatchObject({ reason: "SESSION_CLOSED" });
    await sendVisitorMessage(account.visitor, { ...key, text: "One more thing" });
    await core.deps.background.idle();
    const snapshot = await joinSession(account.visitor, key);
    expect(snapshot.state).toBe("assistant");
    expect(snapshot.messages.at(-1)?.sender).toBe("assistant");
  });

  test("an agent closes its own chats only", async () => {
    const account = await makeAccount(core);
    const [agent, colleague] = [await makeAgent(account), await makeAgent(account)];
    const key = await startSession(account);
    await escalate(account.visitor, key);
    await acceptChat(agent.ctx, { sessionId: key.sessionId });
    await expect(closeChat(colleague.ctx, { sessionId: key.sessionId })).rejects.toMatchObject({ reason: "SESSION_NOT_YOURS" });
    await closeChat(agent.ctx, { sessionId: key.sessionId });
    expect((await joinSession(account.visitor, key)).state).toBe("closed");
    await expect(closeChat(agent.ctx, { sessionId: key.sessionId })).rejects.toMatchObject({ reason: "SESSION_NOT_YOURS" });
  });

  test("leaving the queue moves those behind it up, and tells each of them once", async () => {
    const account = await makeAccount(core);
    const keys = [await startSession(account), await startSession(account), await startSession(account)] as const;
    for (const key of keys) await escalate(account.visitor, key);
    await core.deps.background.idle();
    const heard = keys.map((key) => recordEvents(core, sessionTopic(key.sessionId)));
    await endChat(account.visitor, keys[1]);
    await core.deps.background.idle();
    expect(heard.map((events) => events.map((event) => (event.type === "queue.moved" ? event.position : event.type)))).toEqual([
      [],
      ["session.closed"],
      [2],
    ]);
    expect(await showQueuePlace(account.visitor, keys[2])).toEqual({ position: 2, estimatedWait: 4 });
  });
});
