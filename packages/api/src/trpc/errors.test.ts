import { afterAll, describe, expect, test } from "bun:test";
import { accountTopic } from "../core";
import { agentToken, closeTestCores, makeAccount, makeAgent, newSessionId, queueChat, testCore, until } from "../testing";
import { hear, serveTrpc } from "./testing";

const logged: string[] = [];
const core = await testCore({ log: (level, message) => logged.push(`${level}: ${message}`) });
const server = serveTrpc(core);
const account = await makeAccount(core);
const admin = server.untyped(account.token);

afterAll(async () => {
  await server.close();
  await closeTestCores();
});

describe("what a client is told of an error", () => {
  test("bad input: every field by name", async () => {
    await expect(admin.mutation("admin.widgets.create", { primaryColor: "red" })).rejects.toMatchObject({
      message: "Business name is required, Primary color must look like #1a2b3c",
      data: {
        code: "BAD_REQUEST",
        httpStatus: 400,
        reason: "INPUT_INVALID",
        fields: { businessName: "Business name is required", primaryColor: "Primary color must look like #1a2b3c" },
      },
    });
  });

  test("a name in use: the field", async () => {
    const input = { username: account.username, email: "fresh@example.com", password: "long enough" };
    await expect(server.untyped(null).mutation("admin.auth.register", input)).rejects.toMatchObject({
      data: { code: "CONFLICT", httpStatus: 409, reason: "USERNAME_TAKEN", fields: { username: "Username is already taken" } },
    });
  });

  test("what is not there, and what is another account's", async () => {
    const other = await makeAccount(core);
    await expect(admin.query("admin.widgets.get", { siteKey: "widget-none" })).rejects.toMatchObject({
      data: { code: "NOT_FOUND", httpStatus: 404, reason: "WIDGET_UNKNOWN" },
    });
    await expect(admin.query("admin.widgets.get", { siteKey: other.widget.siteKey })).rejects.toMatchObject({
      data: { code: "FORBIDDEN", reason: "WIDGET_FOREIGN" },
    });
  });

  test("a chat that a colleague took", async () => {
    const agents = [await makeAgent(account, "Ada"), await makeAgent(account, "Ben")];
    const [ada, ben] = await Promise.all(agents.map(async (agent) => server.client(await agentToken(agent))));
    const { sessionId } = await queueChat(account);
    await ada?.agent.queue.accept.mutate({ sessionId });
    await expect(ben?.agent.queue.accept.mutate({ sessionId })).rejects.toMatchObject({
      message: "Already taken by Ada",
      data: { code: "CONFLICT", reason: "SESSION_TAKEN" },
    });
    await expect(ben?.agent.chats.send.mutate({ sessionId: newSessionId(), text: "Hi" })).rejects.toMatchObject({
      data: { code: "NOT_FOUND", reason: "SESSION_UNKNOWN" },
    });
  });

  test("a procedure that does not exist", async () => {
    await expect(admin.query("admin.secrets.list")).rejects.toMatchObject({ data: { code: "NOT_FOUND", fields: {} } });
  });

  test("a defect: that there was one, and nothing of it", async () => {
    const { db, breakIt } = breakableDb();
    breakIt();
    const broken = await testCore({ db, log: (level, message) => logged.push(`${level}: ${message}`) });
    const other = serveTrpc(broken);
    const error = await other
      .httpClient(null)
      .admin.auth.login.mutate({ email: "a@example.com", password: "secret words" })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      message: "Something went wrong on our side",
      data: { code: "INTERNAL_SERVER_ERROR", reason: "INTERNAL", fields: {} },
    });
    expect(JSON.stringify(error)).not.toMatch(/SELECT|secret words|stack|a@example/);
    expect(logged).toContain("error: a procedure failed");
    await other.close();
  });

  test("a defect in a stream that runs: the same, and it is logged", async () => {
    const { db, breakIt } = breakableDb();
    const broken = await testCore({ db, tokenSecret: core.deps.tokenSecret, log: (level, message) => logged.push(`${level}: ${message}`) });
    const other = serveTrpc(broken);
    const client = other.client(await agentToken(await makeAgent(account)));
    const heard = await hear((handlers) => client.agent.queue.watch.subscribe(undefined, handlers));
    await until(() => heard.items.length === 1);
    breakIt();
    const { accountId } = account.admin.actor;
    broken.deps.bus.publish(accountTopic(accountId), { type: "queue.changed", accountId, siteKey: account.widget.siteKey });
    await until(() => heard.error !== null);
    expect(heard.error).toMatchObject({
      message: "Something went wrong on our side",
      data: { code: "INTERNAL_SERVER_ERROR", reason: "INTERNAL", fields: {} },
    });
    expect(logged).toContain("error: a stream failed");
    await other.close();
  });
});

/** The real connection, whose every statement the database refuses from the break on. */
function breakableDb() {
  let isBroken = false;
  const refuse = () => {
    throw new Error("SELECT password FROM users WHERE email = 'a@example.com'");
  };
  const db = new Proxy(core.deps.db, {
    get: (target, name) => (isBroken && name === "select" ? refuse : Reflect.get(target, name)),
  });
  return {
    db,
    breakIt: () => {
      isBroken = true;
    },
  };
}
