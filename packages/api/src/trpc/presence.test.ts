import { afterAll, expect, test } from "bun:test";
import { listAgents } from "../core";
import { agentToken, closeTestCores, makeAccount, makeAgent, testCore, until } from "../testing";
import { hear, serveTrpc } from "./testing";

const core = await testCore();
const server = serveTrpc(core);

afterAll(async () => {
  await server.close();
  await closeTestCores();
});

async function makeOne() {
  const account = await makeAccount(core);
  const token = await agentToken(await makeAgent(account));
  const isOnline = async () => (await listAgents(account.admin, {}))[0]?.isOnline === true;
  const hold = () => hear<{ isOnline: boolean }>((handlers) => server.client(token).agent.presence.hold.subscribe(undefined, handlers));
  return { account, hold, isOnline, isOffline: async () => !(await isOnline()) };
}

test("an agent is online while it holds its presence, and offline when it lets go", async () => {
  const { hold, isOnline, isOffline } = await makeOne();
  expect(await isOffline()).toBe(true);
  const held = await hold();
  await until(isOnline);
  await until(() => held.items.length > 0);
  expect(held.items).toEqual([{ isOnline: true }]);
  held.stop();
  await until(isOffline);
});

test("with two devices it is online until the second lets go", async () => {
  const { hold, isOnline, isOffline } = await makeOne();
  const [desk, phone] = [await hold(), await hold()];
  await until(isOnline);
  desk.stop();
  await core.deps.background.idle();
  expect(await isOnline()).toBe(true);
  phone.stop();
  await until(isOffline);
});

test("a cut takes it offline, and the client's return online again", async () => {
  const { hold, isOnline } = await makeOne();
  const held = await hold();
  await until(isOnline);
  server.cut();
  await until(() => held.items.length === 2);
  await core.deps.background.idle();
  expect(await isOnline()).toBe(true);
  held.stop();
});
