import { afterAll, describe, expect, test } from "bun:test";
import type { ChatMessage, QueuePage } from "../contract";
import {
  acceptChat,
  accountTopic,
  agentTopic,
  type Core,
  createContext,
  createPair,
  goOnline,
  joinSession,
  listAgents,
  listQueue,
  sendAgentMessage,
  sendVisitorMessage,
  sessionTopic,
  updateAgent,
} from "../core";
import {
  agentToken,
  type ChatKey,
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  newSessionId,
  queueChat,
  readRows,
  recordEvents,
  type TestAccount,
  type TestAgent,
  until,
} from "../testing";
import { testProcesses, untilJoined } from "../testing-processes";
import { startTestRedis } from "../testing-redis";
import { type Heard, hear, hearMessages, serveTrpc, type TrpcServer } from "./testing";

const redis = await startTestRedis();
const cores = await testProcesses(redis, 2);
const [here, there] = cores as [Core, Core];
const serverThere = serveTrpc(there);
const servers = [serveTrpc(here), serverThere];

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await closeTestCores();
  await redis.kill();
});

/** The same account and its visitors, served by the other process. */
const accountThere = (account: TestAccount): TestAccount => ({
  ...account,
  admin: createContext(there.deps, account.admin.actor),
  visitor: createContext(there.deps, account.visitor.actor),
});
const agentThere = (agent: TestAgent): TestAgent => ({ ...agent, ctx: createContext(there.deps, agent.ctx.actor) });

const watchQueue = async (server: TrpcServer, agent: TestAgent) => {
  const client = server.client(await agentToken(agent));
  const heard = await hear<{ data: QueuePage }>((handlers) => client.agent.queue.watch.subscribe(undefined, handlers));
  await until(() => heard.items.length > 0);
  return heard;
};

const idsOf = async (key: ChatKey) =>
  (await readRows<{ id: number }>(here, `SELECT id FROM messages WHERE session_id = '${key.sessionId}' ORDER BY id`)).map((row) => row.id);

describe("between two processes", () => {
  test("a message crosses, either way, once and in order", async () => {
    const account = await makeAccount(here);
    const agent = await makeAgent(account);
    const key = await holdChat(account, agent);
    const before = (await idsOf(key)).length;
    const token = await agentToken(agent);
    const streams = await Promise.all(
      servers.map(async (server) => hearMessages(server.client(token), key.sessionId, (await idsOf(key)).at(-1))),
    );
    const visitor = accountThere(account).visitor;
    for (let round = 0; round < 10; round++) {
      await Promise.all([
        sendVisitorMessage(round % 2 ? visitor : account.visitor, { ...key, text: `visitor ${round}` }),
        sendAgentMessage(agentThere(agent).ctx, { sessionId: key.sessionId, text: `agent ${round}` }),
      ]);
    }
    await until(() => streams.every((heard) => heard.items.length >= 20));
    const stored = (await idsOf(key)).slice(before);
    for (const heard of streams) expect(heard.items.map((item) => item.data.id)).toEqual(stored);
  });

  test("of those who accept one chat in different processes one wins, and both sides are told in both", async () => {
    const account = await makeAccount(here);
    const [first, second] = [await makeAgent(account), agentThere(await makeAgent(account))];
    for (let round = 0; round < 5; round++) {
      const key = await queueChat(account);
      await until(async () => (await listQueue(second.ctx, {})).length === 1);
      const told = cores.flatMap((core) => [
        recordEvents(core, sessionTopic(key.sessionId)),
        recordEvents(core, accountTopic(account.admin.actor.accountId)),
      ]);
      const tried = await Promise.allSettled([first, second].map((agent) => acceptChat(agent.ctx, { sessionId: key.sessionId })));
      expect(tried.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const winner = [first, second][tried.findIndex(({ status }) => status === "fulfilled")];
      const accepted = { type: "session.accepted", sessionId: key.sessionId, agentId: winner?.profile.id };
      await until(() => told.every((events) => events.some((event) => event.type === "session.accepted")));
      for (const events of told)
        expect(events.filter((event) => event.type === "session.accepted")).toEqual([expect.objectContaining(accepted)]);
    }
  });

  test("presence crosses: an agent is online while it is connected anywhere", async () => {
    const account = await makeAccount(here);
    const agent = await makeAgent(account);
    const heard = recordEvents(here, accountTopic(account.admin.actor.accountId));
    const [releaseHere, releaseThere] = [await goOnline(agent.ctx, here.leases), await goOnline(agentThere(agent).ctx, there.leases)];
    const isOnline = async () => (await listAgents(account.admin, {}))[0]?.isOnline;
    releaseHere();
    await here.deps.background.idle();
    expect(await isOnline()).toBe(true);
    releaseThere();
    await until(() => heard.length === 2);
    expect(await isOnline()).toBe(false);
    expect(heard.map((event) => event.type === "agent.presence_changed" && event.isOnline)).toEqual([true, false]);
  });

  test("who loses its access in one is thrown out of the other", async () => {
    const account = await makeAccount(here);
    const agent = await makeAgent(account);
    const heard = await watchQueue(serverThere, agent);
    await updateAgent(account.admin, { agentId: agent.profile.id, isActive: false });
    await until(() => heard.error !== null);
    expect(heard.error).toMatchObject({ data: { reason: "TOKEN_INVALID" } });
  });

  test("what the assistant is taught in one it knows in the other", async () => {
    const account = await makeAccount(here);
    const elsewhere = accountThere(account);
    const ask = async () => {
      const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
      await sendVisitorMessage(elsewhere.visitor, { ...key, text: "How long does delivery take?" });
      await there.deps.background.idle();
      return (await joinSession(elsewhere.visitor, key)).messages.at(-1)?.text;
    };
    const before = await ask();
    await createPair(account.admin, { question: "How long does delivery take?", answer: "Two days." });
    await until(async () => (await ask()) === "Two days.");
    expect(before).not.toBe("Two days.");
  });
});

describe("with Redis killed and started again", () => {
  test("what was said meanwhile comes when it is back: nothing missed, nothing twice, in order", async () => {
    const account = await makeAccount(here);
    const agent = await makeAgent(account);
    const token = await agentToken(agent);
    const key = await holdChat(account, agent);
    const before = (await idsOf(key)).length;
    const watch = (server: TrpcServer) => hearMessages(server.client(token), key.sessionId);
    const streams: Heard<{ id: string; data: ChatMessage }>[] = await Promise.all(servers.map(watch));
    const visitors = [account.visitor, accountThere(account).visitor];
    let said = 0;
    const say = async () => {
      const ctx = visitors[said % 2];
      if (ctx) await sendVisitorMessage(ctx, { ...key, text: `line ${said++}` });
    };
    await say();
    await say();
    await until(() => streams.every((heard) => heard.items.length === 2));
    for (let outage = 0; outage < 3; outage++) {
      const going = Promise.all(Array.from({ length: 4 }, say));
      await redis.kill();
      await going;
      for (let line = 0; line < 4; line++) await say();
      const coming = redis.start();
      for (let line = 0; line < 4; line++) await say();
      await coming;
    }
    await untilJoined(cores);
    await say();
    await until(() => streams.every((heard) => heard.items.length >= said));
    const stored = (await idsOf(key)).slice(before);
    expect(stored).toHaveLength(said);
    for (const heard of streams) {
      expect(heard.items.map((item) => item.data.id)).toEqual(stored);
      expect(heard.error).toBeNull();
    }
  }, 20_000);

  test("a chat still has one owner, the queue is right everywhere, and access that was lost meanwhile is lost", async () => {
    const account = await makeAccount(here);
    const [first, second] = [await makeAgent(account), agentThere(await makeAgent(account))];
    const leaver = await makeAgent(account);
    const [heard, seen] = [await watchQueue(serverThere, leaver), await watchQueue(serverThere, first)];
    const lost = recordEvents(there, agentTopic(first.profile.id));
    await redis.kill();
    const [taken, waiting] = [await queueChat(account), await queueChat(accountThere(account))];
    const tried = await Promise.allSettled([first, second].map((agent) => acceptChat(agent.ctx, { sessionId: taken.sessionId })));
    expect(tried.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const agent of [first, second]) {
      expect((await listQueue(agent.ctx, {})).map(({ sessionId, position }) => [sessionId, position])).toEqual([[waiting.sessionId, 1]]);
    }
    await updateAgent(account.admin, { agentId: leaver.profile.id, isActive: false });
    expect(heard.error).toBeNull();
    await redis.start();
    await until(() => heard.error !== null);
    await until(() => seen.items.at(-1)?.data.sessions[0]?.sessionId === waiting.sessionId);
    expect(lost).toContainEqual({ type: "news.missed" });
  });
});
