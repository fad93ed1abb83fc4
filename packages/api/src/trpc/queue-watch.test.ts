import { afterAll, expect, test } from "bun:test";
import type { ActiveChat, QueuePage } from "../contract";
import { acceptChat, endChat, returnToAi } from "../core";
import { agentToken, closeTestCores, makeAccount, makeAgent, queueChat, testCore, until } from "../testing";
import { hear, serveTrpc } from "./testing";

const core = await testCore();
const server = serveTrpc(core);

afterAll(async () => {
  await server.close();
  await closeTestCores();
});

test("the queue is told whole, at once and after each change, to every agent of the account alone", async () => {
  const [account, other] = [await makeAccount(core), await makeAccount(core)];
  const [agent, stranger] = [await makeAgent(account), await makeAgent(other)];
  const watch = async (token: string) =>
    hear<{ data: QueuePage }>((handlers) => server.client(token).agent.queue.watch.subscribe(undefined, handlers));
  const [mine, foreign] = [await watch(await agentToken(agent)), await watch(await agentToken(stranger))];
  const now = () => mine.items.at(-1)?.data.sessions.map((session) => session.sessionId);
  await until(() => mine.items.length === 1);
  expect(now()).toEqual([]);

  const [first, second] = [await queueChat(account), await queueChat(account)];
  await until(() => now()?.length === 2);
  expect(now()).toEqual([first.sessionId, second.sessionId]);
  await acceptChat(agent.ctx, first);
  await until(() => now()?.length === 1);
  await endChat(account.visitor, second);
  await until(() => now()?.length === 0);
  expect(foreign.items.map((item) => item.data)).toEqual([{ sessions: [], total: 0 }]);
});

test("after a cut the whole comes again, with what changed meanwhile", async () => {
  const account = await makeAccount(core);
  const client = server.client(await agentToken(await makeAgent(account)));
  const heard = await hear<{ data: QueuePage }>((handlers) => client.agent.queue.watch.subscribe(undefined, handlers));
  await until(() => heard.items.length === 1);
  server.cut();
  const key = await queueChat(account);
  await until(() => heard.items.at(-1)?.data.sessions[0]?.sessionId === key.sessionId);
  expect(heard.error).toBeNull();
});

test("an agent's own chats are told whole after each change of owner", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const client = server.client(await agentToken(agent));
  const heard = await hear<{ data: ActiveChat[] }>((handlers) => client.agent.chats.watch.subscribe(undefined, handlers));
  const count = () => heard.items.at(-1)?.data.length;
  await until(() => count() === 0);
  const key = await queueChat(account);
  await client.agent.queue.accept.mutate({ sessionId: key.sessionId });
  await until(() => count() === 1);
  await returnToAi(agent.ctx, key);
  await until(() => count() === 0);
});
