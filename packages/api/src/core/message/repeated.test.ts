import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, newSessionId, readRows, recordEvents, startChat, testCore } from "../../testing";
import { joinSession, sendAgentMessage, sendVisitorMessage, sessionTopic } from "..";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const agent = await makeAgent(account);

const countRows = async (sessionId: string) =>
  (await readRows<{ n: number }>(core, `SELECT COUNT(*) n FROM messages WHERE session_id = '${sessionId}'`))[0]?.n;

describe("the same client's id", () => {
  test("stores nothing twice, and gives the stored message again", async () => {
    const key = await holdChat(account, agent);
    const visitor = () => sendVisitorMessage(account.visitor, { ...key, text: "Once", clientMessageId: "c-1" });
    const byAgent = () => sendAgentMessage(agent.ctx, { ...key, text: "Once", clientMessageId: "a-1" });
    for (const send of [visitor, byAgent]) {
      const first = await send();
      expect(first).toMatchObject({ duplicate: false });
      expect(await send()).toEqual({ message: first.message, duplicate: true });
    }
    expect(await countRows(key.sessionId)).toBe(4);
  });

  test("ten at once store one row and tell it once", async () => {
    const key = await holdChat(account, agent);
    const heard = recordEvents(core, sessionTopic(key.sessionId));
    const sent = await Promise.all(
      Array.from({ length: 10 }, () => sendVisitorMessage(account.visitor, { ...key, text: "Once", clientMessageId: "c-1" })),
    );
    expect(sent.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1);
    expect(await countRows(key.sessionId)).toBe(3);
    expect(heard).toHaveLength(1);
  });

  test("ten at once that start the session too store one, and it is answered once", async () => {
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
    await Promise.all(
      Array.from({ length: 10 }, () => sendVisitorMessage(account.visitor, { ...key, text: "Hello", clientMessageId: "c-1" })),
    );
    await core.deps.background.idle();
    expect((await joinSession(account.visitor, key)).messages.map((message) => message.sender)).toEqual(["visitor", "assistant"]);
  });

  test("in another session is another message", async () => {
    const [one, two] = [await startChat(account), await startChat(account)];
    for (const key of [one, two]) {
      expect((await sendVisitorMessage(account.visitor, { ...key, text: "Hi", clientMessageId: "same" })).duplicate).toBe(false);
    }
  });

  test("differs by case", async () => {
    const key = await holdChat(account, agent);
    const send = (clientMessageId: string) => sendVisitorMessage(account.visitor, { ...key, text: "Hi", clientMessageId });
    expect([(await send("abc")).duplicate, (await send("ABC")).duplicate]).toEqual([false, false]);
  });
});

describe("50 writers at once", () => {
  test("ids within the session follow the order in which it was told, and none is lost", async () => {
    const key = await holdChat(account, agent);
    const heard = recordEvents(core, sessionTopic(key.sessionId));
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0
          ? sendVisitorMessage(account.visitor, { ...key, text: `${index}` })
          : sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: `${index}` }),
      ),
    );
    const ids = heard.flatMap((event) => (event.type === "message.stored" ? [event.message.id] : []));
    expect(ids).toEqual([...ids].sort((left, right) => left - right));
    expect(new Set(ids)).toEqual(new Set(sent.map(({ message }) => message.id)));
  });

  test("a reader that resumes after any id misses nothing: what is visible never grows in the middle", async () => {
    const key = await holdChat(account, agent);
    const seen: number[] = [];
    let writing = true;
    const reader = (async () => {
      while (writing) {
        const { messages } = await joinSession(account.visitor, { ...key, after: seen.at(-1) ?? 0 });
        seen.push(...messages.map((message) => message.id));
      }
    })();
    await Promise.all(Array.from({ length: 50 }, (_, index) => sendVisitorMessage(account.visitor, { ...key, text: `${index}` })));
    writing = false;
    await reader;
    const { messages } = await joinSession(account.visitor, { ...key, after: seen.at(-1) ?? 0 });
    expect([...seen, ...messages.map((message) => message.id)]).toHaveLength(52);
  });
});
