import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, queueChat, readRows, startChat, testCore } from "../../testing";
import { closeChat, endChat, joinSession, listChats, sendAgentMessage, showTranscript } from "..";

afterAll(closeTestCores);

const core = await testCore();

describe("a transcript", () => {
  test("is the same for the admin and for every agent of the account", async () => {
    const account = await makeAccount(core);
    const [agent, colleague] = [await makeAgent(account, "Gil Guide"), await makeAgent(account)];
    const { sessionId, ...key } = await holdChat(account, agent);
    await joinSession(account.visitor, { ...key, sessionId, visitorName: "Zoë", visitorEmail: "zoe@example.com" });
    await sendAgentMessage(agent.ctx, { sessionId, text: "Here I am" });

    const transcript = await showTranscript(account.admin, { sessionId });
    expect(transcript).toMatchObject({ visitorName: "Zoë", visitorEmail: "zoe@example.com", businessName: "Test shop" });
    expect(transcript.messages.map(({ text, sender, senderName }) => [text, sender, senderName])).toEqual([
      ["Hello", "visitor", null],
      ["Hello! What can I help you with?", "assistant", "AI Assistant"],
      ["Here I am", "agent", "Gil Guide"],
    ]);
    expect(await showTranscript(agent.ctx, { sessionId })).toEqual(transcript);
    expect(await showTranscript(colleague.ctx, { sessionId })).toEqual(transcript);
  });

  test("is nobody else's", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const stranger = await makeAgent(other);
    const { sessionId } = await startChat(account);
    await expect(showTranscript(account.visitor, { sessionId })).rejects.toMatchObject({ reason: "TOKEN_REQUIRED" });
    await expect(showTranscript(other.admin, { sessionId })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
    await expect(showTranscript(stranger.ctx, { sessionId })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
    await expect(showTranscript(account.admin, { sessionId: "session_nowhere" })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
    await expect(showTranscript(account.admin, {})).rejects.toMatchObject({ fields: { sessionId: "Session id is required" } });
  });
});

describe("how long the visitor waited", () => {
  const waited = async (account: Awaited<ReturnType<typeof makeAccount>>, sessionId: string) =>
    (await showTranscript(account.admin, { sessionId })).waitingSeconds;
  const set = (table: string, columns: string, sessionId: string) =>
    readRows(core, `UPDATE ${table} SET ${columns} WHERE session_id = '${sessionId}'`);
  const ago = (seconds: number) => `UTC_TIMESTAMP() - INTERVAL ${seconds} SECOND`;

  test("is nothing without an escalation", async () => {
    const account = await makeAccount(core);
    expect(await waited(account, (await startChat(account)).sessionId)).toBe(0);
  });

  test("runs while it waits", async () => {
    const account = await makeAccount(core);
    const { sessionId } = await queueChat(account);
    await set("sessions", `escalated_at = ${ago(300)}`, sessionId);
    expect(await waited(account, sessionId)).toBeWithin(299, 310);
  });

  test("stands still from the accept on, after the chat ended too", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const { sessionId } = await holdChat(account, agent);
    await set("sessions", `escalated_at = ${ago(300)}`, sessionId);
    await set("assignments", `escalated_at = ${ago(300)}, accepted_at = ${ago(210)}`, sessionId);
    expect(await waited(account, sessionId)).toBeWithin(89, 92);
    await closeChat(agent.ctx, { sessionId });
    expect(await waited(account, sessionId)).toBeWithin(89, 92);
  });

  test("stands still when the visitor gave up", async () => {
    const account = await makeAccount(core);
    const key = await queueChat(account);
    await endChat(account.visitor, key);
    await set("sessions", `escalated_at = ${ago(300)}, ended_at = ${ago(180)}`, key.sessionId);
    expect(await waited(account, key.sessionId)).toBeWithin(119, 122);
  });
});

test("an agent's chats are its own, longest running first, with how much was said", async () => {
  const account = await makeAccount(core);
  const [agent, colleague] = [await makeAgent(account), await makeAgent(account)];
  const [first, second] = [await holdChat(account, agent), await holdChat(account, agent)];
  await holdChat(account, colleague);
  await sendAgentMessage(agent.ctx, { sessionId: second.sessionId, text: "Hi" });
  expect((await listChats(agent.ctx, {})).map((chat) => [chat.sessionId, chat.messageCount, chat.businessName])).toEqual([
    [first.sessionId, 2, "Test shop"],
    [second.sessionId, 3, "Test shop"],
  ]);
});
