import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, newSessionId, readRows, recordEvents, startChat, testCore } from "../../testing";
import {
  acceptChat,
  agentTopic,
  closeChat,
  createContext,
  endChat,
  escalate,
  joinSession,
  returnToAi,
  sendAgentMessage,
  sendVisitorMessage,
  sessionTopic,
  setAgentTyping,
  setVisitorTyping,
} from "..";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const agent = await makeAgent(account, "Gil Guide");

const stored = async (sessionId: string) =>
  (await readRows<{ message: string }>(core, `SELECT message FROM messages WHERE session_id = '${sessionId}' ORDER BY id`)).map(
    (row) => row.message,
  );

describe("a visitor's message", () => {
  test("is stored, returned, and told to the session and to the agent who has it", async () => {
    const key = await holdChat(account, agent);
    const heard = [sessionTopic(key.sessionId), agentTopic(agent.profile.id)].map((topic) => recordEvents(core, topic));
    const visitor = createContext(core.deps, account.visitor.actor, "connection_1");
    const { message, duplicate } = await sendVisitorMessage(visitor, { ...key, text: "Are you there?" });
    expect(duplicate).toBe(false);
    expect(message).toEqual({
      id: expect.any(Number),
      text: "Are you there?",
      sender: "visitor",
      senderName: null,
      offersPerson: false,
      file: null,
      source: null,
      clientMessageId: null,
      sentAt: expect.stringMatching(/Z$/),
    });
    const event = { type: "message.stored", sessionId: key.sessionId, agentId: agent.profile.id, message, connectionId: "connection_1" };
    expect(heard as unknown[]).toEqual([[event], [event]]);
  });

  test("in the queue is stored, and neither answered nor told to any agent", async () => {
    const key = await startChat(account);
    await escalate(account.visitor, key);
    await sendVisitorMessage(account.visitor, { ...key, text: "Hello? Anyone?" });
    await core.deps.background.idle();
    expect((await stored(key.sessionId)).at(-1)).toBe("Hello? Anyone?");
    expect((await acceptChat(agent.ctx, key)).messages.at(-1)?.text).toBe("Hello? Anyone?");
  });

  test("keeps what it says of the visitor when it starts the session", async () => {
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
    await sendVisitorMessage(account.visitor, { ...key, text: "Hi", visitorInfo: { page: "/cart" } });
    await escalate(account.visitor, key);
    expect((await acceptChat(agent.ctx, key)).chat.visitorInfo).toEqual({ page: "/cart" });
  });

  test("to another widget's session is refused and stored nowhere", async () => {
    const other = await makeAccount(core);
    const key = await startChat(account);
    await expect(sendVisitorMessage(other.visitor, { ...key, siteKey: other.widget.siteKey, text: "Hi" })).rejects.toMatchObject({
      reason: "SESSION_UNKNOWN",
    });
    expect(await stored(key.sessionId)).toHaveLength(2);
  });
});

describe("a message to a closed chat", () => {
  test("two at once reopen it once", async () => {
    const key = await startChat(account);
    await endChat(account.visitor, key);
    const heard = recordEvents(core, sessionTopic(key.sessionId));
    await Promise.all(["One", "Two"].map((text) => sendVisitorMessage(account.visitor, { ...key, text })));
    await core.deps.background.idle();
    expect(heard.filter((event) => event.type === "session.reopened")).toHaveLength(1);
    const snapshot = await joinSession(account.visitor, key);
    expect(snapshot.state).toBe("assistant");
    expect(snapshot.messages.filter((message) => message.sender === "visitor")).toHaveLength(3);
    expect(snapshot.messages.filter((message) => message.sender === "assistant")).toHaveLength(3);
  });

  test("by the agent who had it is refused", async () => {
    const key = await holdChat(account, agent);
    await closeChat(agent.ctx, key);
    await expect(sendAgentMessage(agent.ctx, { ...key, text: "P.S." })).rejects.toMatchObject({ reason: "SESSION_NOT_YOURS" });
  });
});

describe("an agent's message", () => {
  test("carries the agent's name and is told to both sides", async () => {
    const key = await holdChat(account, agent);
    const heard = [sessionTopic(key.sessionId), agentTopic(agent.profile.id)].map((topic) => recordEvents(core, topic));
    const { message } = await sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: "Here I am" });
    expect(message).toMatchObject({ sender: "agent", senderName: "Gil Guide" });
    expect(heard.map((events) => events.length)).toEqual([1, 1]);
    expect((await joinSession(account.visitor, key)).messages.at(-1)).toEqual(message);
  });

  test("in a chat of a colleague, of the assistant or of another account is refused and stored nowhere", async () => {
    const stranger = await makeAgent(await makeAccount(core));
    const colleague = await makeAgent(account);
    const [withAssistant, held] = [await startChat(account), await holdChat(account, agent)];
    const text = "Let me in";
    const notYours = { reason: "SESSION_NOT_YOURS", message: "This chat is not assigned to you" };
    await expect(sendAgentMessage(colleague.ctx, { sessionId: held.sessionId, text })).rejects.toMatchObject(notYours);
    await expect(sendAgentMessage(agent.ctx, { sessionId: withAssistant.sessionId, text })).rejects.toMatchObject(notYours);
    await expect(sendAgentMessage(stranger.ctx, { sessionId: held.sessionId, text })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
    await expect(sendAgentMessage(agent.ctx, { sessionId: newSessionId(), text })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
    expect(await stored(held.sessionId)).toHaveLength(2);
  });

  test("of one who lost the chat is refused, however close the race", async () => {
    for (let round = 0; round < 5; round++) {
      const key = await holdChat(account, agent);
      const [sent] = await Promise.allSettled([
        sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: "Wait" }),
        returnToAi(agent.ctx, { sessionId: key.sessionId }),
      ]);
      if (sent.status === "rejected") expect(sent.reason).toMatchObject({ reason: "SESSION_NOT_YOURS" });
      expect((await stored(key.sessionId)).includes("Wait")).toBe(sent.status === "fulfilled");
      await expect(sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: "Too late" })).rejects.toMatchObject({
        reason: "SESSION_NOT_YOURS",
      });
    }
  });
});

describe("typing", () => {
  test("goes to the other side alone and is stored nowhere", async () => {
    const key = await holdChat(account, agent);
    const [bySession, byAgent] = [recordEvents(core, sessionTopic(key.sessionId)), recordEvents(core, agentTopic(agent.profile.id))];
    await setVisitorTyping(account.visitor, { ...key, isTyping: true });
    await setAgentTyping(agent.ctx, { sessionId: key.sessionId, isTyping: false });
    expect(byAgent).toEqual([{ type: "typing.changed", sessionId: key.sessionId, from: "visitor", isTyping: true }]);
    expect(bySession).toEqual([{ type: "typing.changed", sessionId: key.sessionId, from: "agent", isTyping: false }]);
  });

  test("in a chat of someone else is refused", async () => {
    const colleague = await makeAgent(account);
    const key = await holdChat(account, agent);
    await expect(setAgentTyping(colleague.ctx, { ...key, isTyping: true })).rejects.toMatchObject({ reason: "SESSION_NOT_YOURS" });
    await expect(setVisitorTyping(account.visitor, { ...key, sessionId: newSessionId(), isTyping: true })).rejects.toMatchObject({
      reason: "SESSION_UNKNOWN",
    });
    await expect(setVisitorTyping(account.visitor, { ...key, isTyping: "yes" })).rejects.toMatchObject({
      fields: { isTyping: "isTyping must be true or false" },
    });
  });
});
