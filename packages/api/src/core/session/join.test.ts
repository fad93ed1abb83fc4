import { afterAll, describe, expect, test } from "bun:test";
import type { ChatEvent } from "../../contract";
import { closeTestCores, holdChat, makeAccount, makeAgent, newSessionId, queueChat, readRows, startChat, testCore } from "../../testing";
import { acceptChat, agentTopic, endChat, joinSession, listQueue, randomId, sendVisitorMessage } from "..";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const freshKey = () => ({ siteKey: account.widget.siteKey, sessionId: newSessionId() });

const visitorOf = async (sessionId: string) => {
  const [row] = await readRows<{ visitor_name: string | null; visitor_email: string | null; visitor_info: unknown }>(
    core,
    `SELECT visitor_name, visitor_email, visitor_info FROM sessions WHERE session_id = '${sessionId}'`,
  );
  const info = typeof row?.visitor_info === "string" ? JSON.parse(row.visitor_info) : row?.visitor_info;
  return { name: row?.visitor_name, email: row?.visitor_email, info };
};

describe("what is replayed", () => {
  test("with the last id seen, exactly what followed", async () => {
    const key = await startChat(account);
    const { messages } = await joinSession(account.visitor, key);
    const [hello, answer] = messages;
    expect((await joinSession(account.visitor, { ...key, after: hello?.id })).messages).toEqual(answer ? [answer] : []);
    expect((await joinSession(account.visitor, { ...key, after: answer?.id })).messages).toEqual([]);
    expect((await joinSession(account.visitor, { ...key, after: 0 })).messages).toEqual(messages);
  });

  test("without it the newest 50, and whether there are earlier ones", async () => {
    const agent = await makeAgent(account);
    const key = await holdChat(account, agent);
    const sent = [];
    for (let index = 0; index < 48; index++) sent.push(sendVisitorMessage(account.visitor, { ...key, text: `Line ${index}` }));
    await Promise.all(sent);
    expect(await joinSession(account.visitor, key)).toMatchObject({ hasEarlier: false, messages: { length: 50 } });
    await sendVisitorMessage(account.visitor, { ...key, text: "The last line" });
    const snapshot = await joinSession(account.visitor, key);
    expect(snapshot).toMatchObject({ hasEarlier: true, messages: { length: 50 } });
    expect(snapshot.messages.at(-1)?.text).toBe("The last line");
    const ids = snapshot.messages.map((message) => message.id);
    expect(ids).toEqual([...ids].sort((left, right) => left - right));
  });

  test("another session's messages never, whatever the id", async () => {
    const [key] = [await startChat(account), await startChat(account)];
    expect((await joinSession(account.visitor, { ...key, after: 1 })).messages).toHaveLength(2);
  });
});

describe("what is new of a visitor", () => {
  test("is told to the agent who has the chat, once, and to nobody else", async () => {
    const [agent, other] = [await makeAgent(account), await makeAgent(account)];
    const key = await holdChat(account, agent);
    const heard: ChatEvent[] = [];
    const ends = [agent, other].map(({ profile }) => core.deps.bus.subscribe(agentTopic(profile.id), (event) => heard.push(event)));
    const join = (said: object) => joinSession(account.visitor, { ...key, ...said });
    const described: ChatEvent = { type: "session.described", sessionId: key.sessionId, agentId: agent.profile.id };
    await join({});
    await join({ visitorInfo: { plan: "pro", orders: 3 } });
    expect(heard).toEqual([described]);
    await join({ visitorInfo: { orders: 3, plan: "pro" } });
    await join({ visitorInfo: { plan: "pro" } });
    expect(heard).toEqual([described]);
    await join({ visitorName: "Ada" });
    await join({ visitorName: "Ada", visitorEmail: "ada@example.com" });
    await join({ visitorName: "Ada", visitorEmail: "ada@example.com" });
    expect(heard).toEqual([described, described, described]);
    expect(await visitorOf(key.sessionId)).toEqual({ name: "Ada", email: "ada@example.com", info: { plan: "pro", orders: 3 } });
    for (const end of ends) end();
  });

  test("is told to nobody while nobody has the chat", async () => {
    const agent = await makeAgent(account);
    const key = await startChat(account);
    const heard: ChatEvent[] = [];
    const end = core.deps.bus.subscribe(agentTopic(agent.profile.id), (event) => heard.push(event));
    await joinSession(account.visitor, { ...key, visitorName: "Ada" });
    expect((await visitorOf(key.sessionId)).name).toBe("Ada");
    expect(heard).toEqual([]);
    end();
  });
});

describe("where the chat stands", () => {
  test("is told in every state", async () => {
    const agent = await makeAgent(account, "Gil Guide");
    const key = freshKey();
    const shown = async () => {
      const { state, agentName, position, estimatedWait } = await joinSession(account.visitor, key);
      return [state, agentName, position, estimatedWait];
    };
    expect(await shown()).toEqual(["assistant", null, 0, 0]);
    await sendVisitorMessage(account.visitor, { ...key, text: "I want to talk to a person" });
    await core.deps.background.idle();
    expect(await shown()).toEqual(["queued", null, 1, 2]);
    await acceptChat(agent.ctx, key);
    expect(await shown()).toEqual(["agent", "Gil Guide", 0, 0]);
    await endChat(account.visitor, key);
    expect(await shown()).toEqual(["closed", null, 0, 0]);
  });
});

describe("who the visitor is", () => {
  test("is kept from the first join", async () => {
    const key = freshKey();
    await joinSession(account.visitor, {
      ...key,
      visitorName: " Zoë ",
      visitorEmail: "ZOE@Example.com",
      visitorInfo: { page: "/a", age: 7 },
    });
    expect(await visitorOf(key.sessionId)).toEqual({ name: "Zoë", email: "zoe@example.com", info: { page: "/a", age: 7 } });
  });

  test("is merged when it returns: new values win, absent ones stay", async () => {
    const key = freshKey();
    await joinSession(account.visitor, { ...key, visitorName: "Zoë", visitorInfo: { page: "/a", browser: "Firefox" } });
    await joinSession(account.visitor, { ...key, visitorEmail: "zoe@example.com", visitorInfo: { page: "/b", vip: true } });
    await joinSession(account.visitor, key);
    expect(await visitorOf(key.sessionId)).toEqual({
      name: "Zoë",
      email: "zoe@example.com",
      info: { page: "/b", browser: "Firefox", vip: true },
    });
  });

  test("stays within its bound however often it is told anew, the newest first", async () => {
    const key = freshKey();
    const infoOf = (visit: number) => Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`visit ${visit}, ${index}`, visit]));
    for (const visit of [1, 2, 3]) await joinSession(account.visitor, { ...key, visitorInfo: infoOf(visit) });
    const { info } = await visitorOf(key.sessionId);
    expect(Object.keys(info)).toHaveLength(40);
    expect(info).toMatchObject(infoOf(3));
  });

  test("is shown to the agents, as Customer without a name", async () => {
    const own = await makeAccount(core);
    const agent = await makeAgent(own);
    const [unnamed, named] = [await queueChat(own), await queueChat(own)];
    await joinSession(own.visitor, { ...named, visitorName: "Zoë" });
    expect((await listQueue(agent.ctx, {})).map((session) => session.visitorName)).toEqual(["Customer", "Zoë"]);
    expect((await acceptChat(agent.ctx, unnamed)).chat.visitorName).toBe("Customer");
  });
});

describe("who may not", () => {
  test("a session of another widget is unknown, and no other account's widget opens it", async () => {
    const other = await makeAccount(core);
    const key = await startChat(account);
    await expect(joinSession(other.visitor, { ...key, siteKey: other.widget.siteKey })).rejects.toMatchObject({
      reason: "SESSION_UNKNOWN",
    });
  });

  test("of two visitors who start one session with two secrets at once exactly one has it", async () => {
    const key = freshKey();
    const results = await Promise.allSettled([1, 2].map(() => joinSession(account.visitor, { ...key, visitorSecret: randomId(32) })));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "SESSION_FOREIGN" });
  });

  test("the secret itself is stored nowhere", async () => {
    const key = freshKey();
    const visitorSecret = randomId(32);
    await joinSession(account.visitor, { ...key, visitorSecret });
    const rows = await readRows(core, `SELECT * FROM sessions WHERE session_id = '${key.sessionId}'`);
    expect(JSON.stringify(rows)).not.toContain(visitorSecret);
  });

  test("a name or e-mail that is empty or null is one not given", async () => {
    const key = freshKey();
    await joinSession(account.visitor, { ...key, visitorName: "", visitorEmail: null });
    expect(await readRows(core, `SELECT visitor_name, visitor_email FROM sessions WHERE session_id = '${key.sessionId}'`)).toEqual([
      { visitor_name: null, visitor_email: null },
    ]);
  });

  test("bad input names every field and starts nothing", async () => {
    await expect(
      joinSession(account.visitor, {
        siteKey: "?",
        sessionId: "short",
        visitorSecret: "weak",
        visitorEmail: "x",
        visitorName: "x".repeat(256),
        after: -1,
      }),
    ).rejects.toMatchObject({
      fields: {
        siteKey: "Site key is invalid",
        sessionId: "Session id must be 8 to 128 letters, digits, - or _",
        visitorSecret: "Visitor secret is invalid",
        visitorEmail: "Email is invalid",
        visitorName: "Name must be at most 255 characters",
        after: expect.any(String),
      },
    });
    const key = freshKey();
    const visitorInfo = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`k${index}`, index]));
    await expect(joinSession(account.visitor, { ...key, visitorInfo })).rejects.toMatchObject({
      fields: { visitorInfo: "Visitor info has at most 40 entries" },
    });
    expect(await readRows(core, `SELECT 1 FROM sessions WHERE session_id = '${key.sessionId}'`)).toEqual([]);
  });
});
