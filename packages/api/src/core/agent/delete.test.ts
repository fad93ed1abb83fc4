import { afterAll, expect, test } from "bun:test";
import { agentToken, closeTestCores, holdChat, makeAccount, makeAgent, PASSWORD, recordEvents, testCore } from "../../testing";
import { agentTopic, authenticate, createAgent, deleteAgent, joinSession, listAgents, logInAgent, sendAgentMessage, updateAgent } from "..";

afterAll(closeTestCores);

const core = await testCore();

test("a deleted agent is logged out, loses its chats to the queue and is listed no more", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const token = await agentToken(agent);
  const key = await holdChat(account, agent);
  const told = recordEvents(core, agentTopic(agent.profile.id));

  await deleteAgent(account.admin, { agentId: agent.profile.id });

  expect(await listAgents(account.admin, {})).toEqual([]);
  await expect(authenticate(core.deps, token)).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
  await expect(logInAgent(account.visitor, { email: agent.profile.email, password: PASSWORD })).rejects.toMatchObject({
    reason: "CREDENTIALS_WRONG",
  });
  expect(told.map((event) => event.type)).toEqual(["access.revoked", "session.requeued"]);
  expect((await joinSession(account.visitor, key)).state).toBe("queued");
});

test("what a deleted agent said keeps its name", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account, "Robin Reed");
  const key = await holdChat(account, agent);
  await sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: "Goodbye" });
  await deleteAgent(account.admin, { agentId: agent.profile.id });
  expect((await joinSession(account.visitor, key)).messages.at(-1)).toMatchObject({ text: "Goodbye", senderName: "Robin Reed" });
});

test("the names of a deleted agent are free again, time and again", async () => {
  const account = await makeAccount(core);
  const { username, email } = (await makeAgent(account)).profile;
  for (let round = 1; round <= 2; round++) {
    const [present] = await listAgents(account.admin, {});
    await deleteAgent(account.admin, { agentId: present?.id });
    expect((await createAgent(account.admin, { username, email, password: PASSWORD, fullName: "Next" })).email).toBe(email);
  }
});

test("deleting twice, another account's agent, or changing a deleted one finds nobody", async () => {
  const [account, other] = [await makeAccount(core), await makeAccount(core)];
  const { id: agentId } = (await makeAgent(account)).profile;
  await expect(deleteAgent(other.admin, { agentId })).rejects.toMatchObject({ reason: "AGENT_UNKNOWN" });
  const results = await Promise.allSettled([deleteAgent(account.admin, { agentId }), deleteAgent(account.admin, { agentId })]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(updateAgent(account.admin, { agentId, isActive: true })).rejects.toMatchObject({ reason: "AGENT_UNKNOWN" });
});
