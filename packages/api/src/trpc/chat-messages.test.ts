import { afterAll, describe, expect, test } from "bun:test";
import { closeChat, returnToAi, sendAgentMessage, sendVisitorMessage, setVisitorTyping, updateAgent } from "../core";
import { agentToken, type ChatKey, closeTestCores, holdChat, makeAccount, makeAgent, readRows, testCore, until } from "../testing";
import { hear, hearMessages, serveTrpc } from "./testing";

const core = await testCore();
const server = serveTrpc(core);
const account = await makeAccount(core);
const agent = await makeAgent(account);
const token = await agentToken(agent);

afterAll(async () => {
  await server.close();
  await closeTestCores();
});

const idsOf = async (key: ChatKey) =>
  (await readRows<{ id: number }>(core, `SELECT id FROM messages WHERE session_id = '${key.sessionId}' ORDER BY id`)).map((row) => row.id);

const say = (key: ChatKey, text: string) => sendVisitorMessage(account.visitor, { ...key, text });

describe("the messages of a chat", () => {
  test("of both sides come as they are stored, and no other chat's", async () => {
    const [key, other] = [await holdChat(account, agent), await holdChat(account, agent)];
    const heard = await hearMessages(server.client(token), key.sessionId);
    await say(other, "Elsewhere");
    await say(key, "Here");
    await sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: "Me too" });
    await until(() => heard.items.length === 2);
    expect(heard.items.map((item) => item.data.text)).toEqual(["Here", "Me too"]);
    expect(heard.items.map((item) => Number(item.id))).toEqual((await idsOf(key)).slice(-2));
  });

  test("after the last one seen begin with what was missed", async () => {
    const key = await holdChat(account, agent);
    const [first, second] = await idsOf(key);
    const heard = await hearMessages(server.client(token), key.sessionId, first);
    await until(() => heard.items.length === 1);
    expect(heard.items[0]?.data.id).toBe(second as number);
  });

  test("resume after every cut: nothing missed, nothing twice, in order", async () => {
    const key = await holdChat(account, agent);
    const [, last] = await idsOf(key);
    const heard = await hearMessages(server.client(token), key.sessionId, last);
    for (let round = 0; round < 6; round++) {
      await Promise.all(Array.from({ length: 5 }, (_, index) => say(key, `${round}.${index}`)));
      server.cut();
      await Promise.all(Array.from({ length: 5 }, (_, index) => say(key, `${round}.${index + 5}`)));
    }
    await until(() => heard.items.length >= 60);
    await say(key, "The end");
    await until(() => heard.items.at(-1)?.data.text === "The end");
    expect(heard.items.map((item) => item.data.id)).toEqual((await idsOf(key)).slice(2));
    expect(heard.error).toBeNull();
  });

  test("resume elsewhere when the server asks to", async () => {
    const key = await holdChat(account, agent);
    const [, last] = await idsOf(key);
    const before = server.accepted();
    const heard = await hearMessages(server.client(token), key.sessionId, last);
    server.askToReconnect();
    await say(key, "While moving");
    await until(() => heard.items.length === 1 && server.accepted() >= before + 2);
    await say(key, "After");
    await until(() => heard.items.length === 2);
  });

  test("end when the chat is returned, and when it is closed", async () => {
    for (const end of [returnToAi, closeChat]) {
      const key = await holdChat(account, agent);
      const heard = await hearMessages(server.client(token), key.sessionId);
      await say(key, "Last words");
      await end(agent.ctx, { sessionId: key.sessionId });
      await until(() => heard.isComplete);
      expect(heard.items.map((item) => item.data.text)).toEqual(["Last words"]);
      expect(heard.error).toBeNull();
    }
  });

  test("are refused to a colleague, and to another account", async () => {
    const key = await holdChat(account, agent);
    const [colleague, stranger] = [await makeAgent(account), await makeAgent(await makeAccount(core))];
    const refused = async (whose: typeof agent) => {
      const heard = await hearMessages(server.client(await agentToken(whose)), key.sessionId);
      await until(() => heard.error !== null);
      return heard.error;
    };
    expect(await refused(colleague)).toMatchObject({ data: { code: "FORBIDDEN", reason: "SESSION_NOT_YOURS" } });
    expect(await refused(stranger)).toMatchObject({ data: { code: "NOT_FOUND", reason: "SESSION_UNKNOWN" } });
  });

  test("leave nothing behind when the reader stops", async () => {
    const key = await holdChat(account, agent);
    const heard = await hearMessages(server.client(token), key.sessionId);
    heard.stop();
    await say(key, "To no one");
    const again = await hearMessages(server.client(token), key.sessionId);
    await say(key, "To you");
    await until(() => again.items.length === 1);
    expect(heard.items).toEqual([]);
  });
});

test("visitors' typing comes from one's own chats alone", async () => {
  const colleague = await makeAgent(account);
  const [mine, theirs] = [await holdChat(account, agent), await holdChat(account, colleague)];
  const heard = await hear<{ sessionId: string; isTyping: boolean }>((handlers) =>
    server.client(token).agent.chats.typing.subscribe(undefined, handlers),
  );
  // Without a first item of its own, the stream shows that it listens only by what it tells.
  await until(async () => {
    await setVisitorTyping(account.visitor, { ...theirs, isTyping: true });
    await setVisitorTyping(account.visitor, { ...mine, isTyping: true });
    return heard.items.length > 0;
  });
  expect(new Set(heard.items.map((item) => item.sessionId))).toEqual(new Set([mine.sessionId]));
});

test("an agent who is disabled loses the stream", async () => {
  const leaver = await makeAgent(account);
  const key = await holdChat(account, leaver);
  const heard = await hearMessages(server.client(await agentToken(leaver)), key.sessionId);
  await updateAgent(account.admin, { agentId: leaver.profile.id, isActive: false });
  await say(key, "A secret");
  await until(() => heard.isComplete || heard.error !== null);
  expect(heard.items).toEqual([]);
});
