import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { agentToken, closeTestCores, makeAccount, makeAgent, testCore } from "../testing";
import { appRouter } from "./app-router";
import { hear, serveTrpc } from "./testing";

const core = await testCore();
const server = serveTrpc(core);
const account = await makeAccount(core);
const tokens = { admin: account.token, agent: await agentToken(await makeAgent(account)) };

afterAll(async () => {
  await server.close();
  await closeTestCores();
});

/** Whom each procedure is for. One without a place here fails the first test. */
const AUDIENCE: Record<string, "anyone" | "admin" | "agent"> = {
  "admin.auth.register": "anyone",
  "admin.auth.login": "anyone",
  "agent.auth.login": "anyone",
  "admin.auth.me": "admin",
  "admin.auth.logOutEverywhere": "admin",
  "admin.widgets.list": "admin",
  "admin.widgets.get": "admin",
  "admin.widgets.create": "admin",
  "admin.widgets.update": "admin",
  "admin.widgets.identitySecret": "admin",
  "admin.widgets.rotateIdentitySecret": "admin",
  "admin.widgets.delete": "admin",
  "admin.agents.list": "admin",
  "admin.agents.create": "admin",
  "admin.agents.update": "admin",
  "admin.agents.delete": "admin",
  "admin.knowledge.list": "admin",
  "admin.knowledge.create": "admin",
  "admin.knowledge.update": "admin",
  "admin.knowledge.delete": "admin",
  "admin.stats.overview": "admin",
  "agent.auth.me": "agent",
  "agent.queue.list": "agent",
  "agent.queue.watch": "agent",
  "agent.queue.accept": "agent",
  "agent.chats.list": "agent",
  "agent.chats.watch": "agent",
  "agent.chats.messages": "agent",
  "agent.chats.typing": "agent",
  "agent.chats.history": "agent",
  "agent.chats.send": "agent",
  "agent.chats.setTyping": "agent",
  "agent.chats.returnToAi": "agent",
  "agent.chats.close": "agent",
  "agent.presence.hold": "agent",
  "agent.stats.mine": "agent",
};

const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: "query" | "mutation" | "subscription" } }>;

test("every procedure has a place in the list, and every place a procedure", () => {
  expect(Object.keys(procedures).sort()).toEqual(Object.keys(AUDIENCE).sort());
});

/** Calls a procedure without its input: who asks is looked at first. @returns the error, or the result as a fault */
async function callAs(client: ReturnType<typeof server.untyped>, path: string): Promise<unknown> {
  const type = procedures[path]?._def.type;
  if (type === "subscription") {
    const heard = await hear<unknown>((handlers) => client.subscription(path, undefined, handlers));
    return heard.error ?? { result: heard.items };
  }
  const call = type === "query" ? client.query(path) : client.mutation(path);
  return call.then(
    (result) => ({ result }),
    (error: unknown) => error,
  );
}

const guarded = Object.entries(AUDIENCE).filter(([, audience]) => audience !== "anyone");

describe.each([
  ["without a token", { admin: null, agent: null }, "UNAUTHORIZED", "TOKEN_REQUIRED"],
  ["with garbage for a token", { admin: "garbage", agent: "garbage" }, "UNAUTHORIZED", "TOKEN_INVALID"],
  ["with the other role's token", { admin: tokens.agent, agent: tokens.admin }, "FORBIDDEN", "ROLE_WRONG"],
])("%s", (_how, tokenFor, code, reason) => {
  const clients: Record<string, ReturnType<typeof server.untyped>> = {};
  beforeAll(() => {
    clients.admin = server.untyped(tokenFor.admin);
    clients.agent = server.untyped(tokenFor.agent);
  });

  test.each(guarded)("%s, for an %s, gives no result", async (path, audience) => {
    const client = clients[audience];
    if (!client) throw new Error(`no client for an ${audience}`);
    expect(await callAs(client, path)).toMatchObject({ data: { code, reason, path } });
  });
});

test("the public ones are open to anyone, a stale token or none", async () => {
  for (const token of [null, "garbage", tokens.agent]) {
    const client = server.untyped(token);
    for (const path of ["admin.auth.register", "admin.auth.login", "agent.auth.login"]) {
      expect(await callAs(client, path)).toMatchObject({ data: { code: "BAD_REQUEST", reason: "INPUT_INVALID" } });
    }
  }
});
