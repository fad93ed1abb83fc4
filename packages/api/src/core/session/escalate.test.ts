import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, queueChat, recordEvents, startChat, testCore } from "../../testing";
import { endChat, escalate, joinSession, listQueue, sessionTopic } from "..";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);

describe("escalating", () => {
  test("ten times at once queues the chat once and tells it once", async () => {
    const key = await startChat(account);
    const heard = recordEvents(core, sessionTopic(key.sessionId));
    const places = await Promise.all(Array.from({ length: 10 }, () => escalate(account.visitor, key)));
    await core.deps.background.idle();
    expect(new Set(places.map((place) => place.position)).size).toBe(1);
    expect(heard.filter((event) => event.type === "session.escalated")).toHaveLength(1);
  });

  test("a chat that an agent has stays with the agent, at no place in the queue", async () => {
    const agent = await makeAgent(account);
    const key = await holdChat(account, agent);
    expect(await escalate(account.visitor, key)).toEqual({ position: 0, estimatedWait: 0 });
    expect((await joinSession(account.visitor, key)).state).toBe("agent");
  });

  test("while the visitor ends the chat leaves it closed, or says that it is", async () => {
    for (let round = 0; round < 5; round++) {
      const key = await startChat(account);
      const [escalated] = await Promise.allSettled([escalate(account.visitor, key), endChat(account.visitor, key)]);
      await core.deps.background.idle();
      if (escalated.status === "rejected") expect(escalated.reason).toMatchObject({ reason: "SESSION_CLOSED" });
      expect((await joinSession(account.visitor, key)).state).toBe("closed");
    }
  });

  test("the reason is shown to the agents without the spaces around it", async () => {
    const own = await makeAccount(core);
    const agent = await makeAgent(own);
    const padded = await startChat(own);
    await escalate(own.visitor, { ...padded, reason: `${" ".repeat(600)}a refund\n` });
    await queueChat(own);
    expect((await listQueue(agent.ctx, {})).map((session) => session.reason)).toEqual(["a refund", null]);
  });

  test("bad input names every field and changes nothing", async () => {
    const key = await startChat(account);
    await expect(escalate(account.visitor, { siteKey: "", sessionId: "!", reason: "r".repeat(501) })).rejects.toMatchObject({
      fields: {
        siteKey: "Site key is invalid",
        sessionId: "Session id must be 8 to 128 letters, digits, - or _",
        reason: "Reason must be at most 500 characters",
      },
    });
    await expect(escalate(account.visitor, { ...key, reason: 7 })).rejects.toMatchObject({ fields: { reason: "Reason must be text" } });
    expect((await joinSession(account.visitor, key)).state).toBe("assistant");
  });
});
