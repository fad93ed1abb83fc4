import { afterAll, describe, expect, test } from "bun:test";
import { agentToken, closeTestCores, holdChat, makeAccount, makeAgent, PASSWORD, queueChat, recordEvents, testCore } from "../../testing";
import {
  acceptChat,
  agentTopic,
  authenticate,
  joinSession,
  listAgents,
  logInAgent,
  sendAgentMessage,
  sessionTopic,
  showQueuePlace,
  updateAgent,
} from "..";

afterAll(closeTestCores);

const core = await testCore();

describe("changing an agent", () => {
  test("a new name changes nothing else, and its token stays in force", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const token = await agentToken(agent);
    const [before] = await listAgents(account.admin, {});
    const after = await updateAgent(account.admin, { agentId: agent.profile.id, fullName: "New Name" });
    expect(after).toEqual({ ...before, fullName: "New Name" } as typeof after);
    expect(await authenticate(core.deps, token)).toMatchObject({ fullName: "New Name" });
  });

  test("a new password ends every token, and only the new one logs in", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const { email, id: agentId } = agent.profile;
    const token = await agentToken(agent);
    const heard = recordEvents(core, agentTopic(agentId));
    await updateAgent(account.admin, { agentId, password: "another horse" });
    await expect(authenticate(core.deps, token)).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
    expect(heard).toEqual([{ type: "access.revoked", role: "agent", id: agentId }]);
    await expect(logInAgent(account.visitor, { email, password: PASSWORD })).rejects.toMatchObject({ reason: "CREDENTIALS_WRONG" });
    expect((await logInAgent(account.visitor, { email, password: "another horse" })).agent.id).toBe(agentId);
  });

  test("another account's agent is unknown, and stays as it is", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const agent = await makeAgent(account);
    const token = await agentToken(agent);
    const change = { agentId: agent.profile.id, fullName: "Stolen", password: "another horse", isActive: false };
    await expect(updateAgent(other.admin, change)).rejects.toMatchObject({ reason: "AGENT_UNKNOWN", message: "Agent not found" });
    await expect(updateAgent(account.admin, { ...change, agentId: 2147483647 })).rejects.toMatchObject({ reason: "AGENT_UNKNOWN" });
    expect(await authenticate(core.deps, token)).toEqual(agent.ctx.actor);
  });

  test("bad input names every field and changes nothing", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const { id: agentId } = agent.profile;
    await expect(updateAgent(account.admin, { agentId })).rejects.toMatchObject({ message: "Nothing to update" });
    await expect(updateAgent(account.admin, { agentId: 0, fullName: "", password: "short", isActive: 1 })).rejects.toMatchObject({
      fields: {
        agentId: "Agent id must be positive",
        fullName: "Full name is required",
        password: "Password must be at least 6 characters",
        isActive: "Active must be true or false",
      },
    });
    expect((await listAgents(account.admin, {}))[0]).toMatchObject({ fullName: "Sam Support", isActive: true });
  });
});

describe("disabling an agent", () => {
  test("its chats go back at once to the place they had, and everyone concerned is told", async () => {
    const account = await makeAccount(core);
    const [agent, colleague] = [await makeAgent(account), await makeAgent(account)];
    const [first, second] = [await queueChat(account), await queueChat(account)];
    await acceptChat(agent.ctx, { sessionId: first.sessionId });
    await core.deps.background.idle();
    const heard = recordEvents(core, sessionTopic(first.sessionId));
    const heardBehind = recordEvents(core, sessionTopic(second.sessionId));
    const heardByAgent = recordEvents(core, agentTopic(agent.profile.id));

    expect(await updateAgent(account.admin, { agentId: agent.profile.id, isActive: false })).toMatchObject({
      isActive: false,
      activeChats: 0,
    });
    await core.deps.background.idle();

    expect(await showQueuePlace(account.visitor, first)).toMatchObject({ position: 1 });
    expect(await showQueuePlace(account.visitor, second)).toMatchObject({ position: 2 });
    expect(heard.map((event) => event.type)).toEqual(["session.requeued", "queue.moved"]);
    expect(heardBehind).toMatchObject([{ type: "queue.moved", position: 2 }]);
    expect(heardByAgent.map((event) => event.type)).toEqual(["access.revoked", "session.requeued"]);
    expect((await acceptChat(colleague.ctx, { sessionId: first.sessionId })).messages).toHaveLength(2);
  });

  test("its token ends, and neither a write nor an accept that was on its way gets through", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const token = await agentToken(agent);
    const held = await holdChat(account, agent);
    await updateAgent(account.admin, { agentId: agent.profile.id, isActive: false });
    await expect(authenticate(core.deps, token)).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
    await expect(sendAgentMessage(agent.ctx, { sessionId: held.sessionId, text: "Late" })).rejects.toMatchObject({
      reason: "SESSION_NOT_YOURS",
    });
    await expect(acceptChat(agent.ctx, { sessionId: held.sessionId })).rejects.toMatchObject({ reason: "SESSION_NOT_WAITING" });
    expect((await joinSession(account.visitor, held)).state).toBe("queued");
  });

  test("disabling twice is harmless, and an enabled agent works again", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const { id: agentId } = agent.profile;
    await updateAgent(account.admin, { agentId, isActive: false });
    await updateAgent(account.admin, { agentId, isActive: false });
    expect(await updateAgent(account.admin, { agentId, isActive: true })).toMatchObject({ isActive: true });
    await holdChat(account, agent);
    expect((await listAgents(account.admin, {}))[0]).toMatchObject({ activeChats: 1 });
  });
});
