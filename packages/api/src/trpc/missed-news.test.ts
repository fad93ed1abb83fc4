import { afterAll, describe, expect, test } from "bun:test";
import type { QueuePage } from "../contract";
import { agentTopic, createContext, randomId, returnToAi, sendVisitorMessage, updateAgent } from "../core";
import {
  agentToken,
  type ChatKey,
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  queueChat,
  readRows,
  testCore,
  until,
} from "../testing";
import { hear, hearMessages, serveTrpc } from "./testing";

// Two processes on one database whose news does not reach each other at all.
const tokenSecret = new TextEncoder().encode(randomId(32));
const [core, elsewhere] = [await testCore({ tokenSecret }), await testCore({ tokenSecret })];
const server = serveTrpc(core);
const account = await makeAccount(core);
const agent = await makeAgent(account);
const token = await agentToken(agent);

/** The same person, served by the other process. */
const there = <A extends typeof agent.ctx.actor | typeof account.admin.actor | typeof account.visitor.actor>(actor: A) =>
  createContext(elsewhere.deps, actor);
const visitorThere = there(account.visitor.actor);
const tellMissed = () => core.deps.bus.tellMissed();

afterAll(async () => {
  await server.close();
  await closeTestCores();
});

const idsOf = async (key: ChatKey) =>
  (await readRows<{ id: number }>(core, `SELECT id FROM messages WHERE session_id = '${key.sessionId}' ORDER BY id`)).map((row) => row.id);

const say = async (key: ChatKey, text: string, ctx = account.visitor) => (await sendVisitorMessage(ctx, { ...key, text })).message;

describe("the messages of a chat", () => {
  test("of which news was missed come before the next, once and in order", async () => {
    const key = await holdChat(account, agent);
    const before = (await idsOf(key)).length;
    const heard = await hearMessages(server.client(token), key.sessionId, (await idsOf(key)).at(-1));
    await say(key, "Heard");
    for (const text of ["Missed", "Missed, too"]) await say(key, text, visitorThere);
    tellMissed();
    tellMissed();
    await until(() => heard.items.length === 3);
    await say(key, "Heard again");
    await until(() => heard.items.length === 4);
    expect(heard.items.map((item) => item.data.id)).toEqual((await idsOf(key)).slice(before));
  });

  test("are read from where a reader began who named none, and heard nothing yet", async () => {
    const key = await holdChat(account, agent);
    const before = (await idsOf(key)).length;
    const heard = await hearMessages(server.client(token), key.sessionId);
    // What is said while it begins may be left out: this shows that it has begun.
    await until(async () => {
      await say(key, "Are you there?");
      return heard.items.length > 0;
    });
    const missed = await say(key, "Missed", visitorThere);
    tellMissed();
    await until(() => heard.items.at(-1)?.data.id === missed.id);
    expect((await idsOf(key)).slice(before)).toEqual(expect.arrayContaining(heard.items.map((item) => item.data.id)));
  });

  test("whose news overtook another's wait for it", async () => {
    const key = await holdChat(account, agent);
    const before = (await idsOf(key)).length;
    const last = (await idsOf(key)).at(-1) ?? 0;
    const heard = await hearMessages(server.client(token), key.sessionId, last);
    const [first, second] = [await say(key, "First", visitorThere), await say(key, "Second", visitorThere)];
    const tell = (message: typeof first, previousId: number) =>
      core.deps.bus.publish(agentTopic(agent.profile.id), {
        type: "message.stored",
        sessionId: key.sessionId,
        agentId: agent.profile.id,
        connectionId: null,
        message,
        previousId,
      });
    tell(second, first.id);
    tell(first, last);
    await until(() => heard.items.length === 2);
    await say(key, "Third");
    await until(() => heard.items.length === 3);
    expect(heard.items.map((item) => item.data.id)).toEqual((await idsOf(key)).slice(before));
  });

  test("end when the chat was given away and the news of it was missed", async () => {
    const key = await holdChat(account, agent);
    const heard = await hearMessages(server.client(token), key.sessionId, (await idsOf(key)).at(-1));
    await returnToAi(there(agent.ctx.actor), { sessionId: key.sessionId });
    await say(key, "Not for the agent", visitorThere);
    tellMissed();
    await until(() => heard.isComplete);
    expect([heard.items, heard.error]).toEqual([[], null]);
  });
});

test("a queue whose change was missed is told again", async () => {
  const heard = await hear<{ data: QueuePage }>((handlers) => server.client(token).agent.queue.watch.subscribe(undefined, handlers));
  await until(() => heard.items.length === 1);
  const key = await queueChat({ ...account, visitor: visitorThere });
  expect(heard.items).toHaveLength(1);
  tellMissed();
  await until(() => heard.items.at(-1)?.data.sessions.at(-1)?.sessionId === key.sessionId);
  heard.stop();
});

test("a connection whose token was revoked unheard is closed, and nobody else's", async () => {
  const [leaver, stayer] = [await makeAgent(account), await makeAgent(account)];
  const watch = async (who: typeof agent) => {
    const client = server.client(await agentToken(who));
    return hear<{ data: QueuePage }>((handlers) => client.agent.queue.watch.subscribe(undefined, handlers));
  };
  const [gone, here] = [await watch(leaver), await watch(stayer)];
  await until(() => gone.items.length > 0 && here.items.length > 0);
  await updateAgent(there(account.admin.actor), { agentId: leaver.profile.id, isActive: false });
  const before = server.accepted();
  tellMissed();
  await until(() => gone.error !== null);
  expect(gone.error).toMatchObject({ data: { reason: "TOKEN_INVALID" } });
  await until(() => here.items.length > 1);
  expect(here.error).toBeNull();
  // The leaver's own attempt to come back, and no other.
  expect(server.accepted()).toBe(before + 1);
});
