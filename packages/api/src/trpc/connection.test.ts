import { afterAll, describe, expect, test } from "bun:test";
import { updateAgent } from "../core";
import { agentToken, closeTestCores, makeAccount, makeAgent, PASSWORD, queueChat, testCore, until } from "../testing";
import { hear, serveTrpc } from "./testing";

const core = await testCore();
const server = serveTrpc(core);

afterAll(async () => {
  await server.close();
  await closeTestCores();
});

const STALE = { data: { code: "UNAUTHORIZED", reason: "TOKEN_INVALID" }, message: "Invalid or expired token" };

describe("who a connection speaks for", () => {
  test("is whom its parameters name", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    expect((await server.client(account.token).admin.auth.me.query()).email).toBe(account.email);
    expect(await server.client(await agentToken(agent)).agent.auth.me.query()).toMatchObject({ id: agent.profile.id });
  });

  test("a stale token is told so once, and is no reason to connect again", async () => {
    const client = server.client("stale");
    const before = server.accepted();
    await expect(client.agent.auth.me.query()).rejects.toMatchObject(STALE);
    const heard = await hear((handlers) => client.agent.queue.watch.subscribe(undefined, handlers));
    expect(heard.error).toMatchObject(STALE);
    await expect(client.agent.queue.list.query()).rejects.toMatchObject(STALE);
    expect(server.accepted()).toBe(before + 1);
  });

  test("the wrong role is forbidden", async () => {
    const account = await makeAccount(core);
    await expect(server.client(account.token).agent.queue.list.query()).rejects.toMatchObject({
      data: { code: "FORBIDDEN", httpStatus: 403, reason: "ROLE_WRONG" },
    });
  });

  test("logging in works with a stale token in the connection", async () => {
    const account = await makeAccount(core);
    const { token } = await server.client("stale").admin.auth.login.mutate({ email: account.email, password: PASSWORD });
    expect((await server.client(token).admin.auth.me.query()).id).toBe(account.admin.actor.id);
  });
});

describe("an agent who is disabled while connected", () => {
  test("hears and does nothing more: the socket is closed, and the next one refused", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const client = server.client(await agentToken(agent));
    const queue = await hear((handlers) => client.agent.queue.watch.subscribe(undefined, handlers));
    await until(() => queue.items.length === 1);

    await updateAgent(account.admin, { agentId: agent.profile.id, isActive: false });
    const key = await queueChat(account);

    await until(() => queue.error !== null);
    expect(queue.error).toMatchObject(STALE);
    expect(queue.items).toHaveLength(1);
    await expect(client.agent.queue.accept.mutate({ sessionId: key.sessionId })).rejects.toMatchObject(STALE);
    await expect(client.agent.queue.list.query()).rejects.toMatchObject(STALE);
  });

  test("does not take a colleague's connection along", async () => {
    const account = await makeAccount(core);
    const [gone, here] = [await makeAgent(account), await makeAgent(account)];
    const client = server.client(await agentToken(here));
    const queue = await hear((handlers) => client.agent.queue.watch.subscribe(undefined, handlers));
    await updateAgent(account.admin, { agentId: gone.profile.id, password: "another horse" });
    await queueChat(account);
    await until(() => queue.items.length >= 2);
    expect(queue.error).toBeNull();
    queue.stop();
  });
});
