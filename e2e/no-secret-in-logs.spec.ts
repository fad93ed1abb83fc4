import { afterAll, expect, test } from "bun:test";
import { join } from "node:path";
import { openDatabase, startPrivateDatabase } from "@chat/db";
import { type ApiAccount, makeApiAccount, PASSWORD, restClient } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer } from "./harness/server";
import { openSocket } from "./harness/socket";
import { until } from "./harness/until";

const dataDir = await makeDataDir();
afterAll(() => removeDataDir(dataDir));

const unique = (what: string) => `${what}-${crypto.randomUUID()}`;
const JWT_SECRET = unique("signing-key-of-the-server");
const VISITOR_SECRET = unique("visitor");
const WRONG_PASSWORD = unique("wrong");
const SAID = unique("said");
const SESSION = `session_${crypto.randomUUID()}`;
const EMAIL = "keeper@example.com";

/** Everything that people send and that stays between them and the tables, right, wrong and stolen. */
async function useServer(url: string): Promise<ApiAccount> {
  const account = await makeApiAccount(url, "keeper");
  await logInEverywhere(url);
  await restClient(url, `${account.token}x`)("GET", "/auth/me");
  await restClient(url, account.agent.token)("GET", "/auth/me");
  for (const path of ["/nope", `/widgets/${SESSION}/config`, "/auth/me"]) await restClient(url)("GET", `${path}?token=${account.token}`);
  await fetch(`${url}/trpc/admin.auth.me?token=${account.token}`, { headers: { authorization: `Bearer ${account.token}x` } });
  for (const token of [account.token, `${account.agent.token}x`]) {
    const refused = new WebSocket(`${url.replace("http", "ws")}/ws/agent/${account.agent.id}?token=${token}`);
    await until("a refusal", () => refused.readyState === WebSocket.CLOSED);
  }
  const agent = await openSocket(`${url}/ws/agent/${account.agent.id}?token=${account.agent.token}`);
  await agent.next("connection_status");
  agent.close();
  return account;
}

async function logInEverywhere(url: string) {
  const anyone = restClient(url);
  for (const password of [PASSWORD, WRONG_PASSWORD]) {
    await anyone("POST", "/auth/login", { email: EMAIL, password });
    await anyone("POST", "/auth/register", { username: "keeper", email: EMAIL, password });
    const body = JSON.stringify({ email: EMAIL, password });
    await fetch(`${url}/trpc/admin.auth.login`, { method: "POST", headers: { "content-type": "application/json" }, body });
  }
}

async function chat(url: string, siteKey: string) {
  const key = { siteKey, sessionId: SESSION };
  const [visitor, thief] = [await openSocket(`${url}/ws/${SESSION}`), await openSocket(`${url}/ws/${SESSION}`)];
  visitor.send({ type: "join", ...key, visitorSecret: VISITOR_SECRET });
  await visitor.next("session");
  visitor.send({ type: "message", ...key, message: SAID, clientMessageId: "one" });
  await visitor.next("ack");
  thief.send({ type: "join", ...key, visitorSecret: `${VISITOR_SECRET}x` });
  await thief.next("error");
  thief.close();
  return visitor;
}

test("no password, token, visitor secret or message is ever logged, whatever goes wrong", async () => {
  const database = await startPrivateDatabase({ directory: join(dataDir, "database"), database: "chat", durable: false });
  const { user, socketPath } = database.address;
  const DATABASE_URL = `mysql://${user}@localhost/chat?socketPath=${encodeURIComponent(socketPath)}`;
  const server = await startServer({ dataDir, env: { DATABASE_URL, JWT_SECRET } });
  const account = await useServer(server.url);
  const visitor = await chat(server.url, account.siteKey);

  // Statements that carry what people sent now fail as no input can make them.
  const { db, close } = openDatabase(database.address);
  await db.execute("RENAME TABLE messages TO messages_away, users TO users_away");
  await close();
  visitor.send({ type: "message", siteKey: account.siteKey, sessionId: SESSION, message: SAID, clientMessageId: "two" });
  expect(await visitor.next("error")).toMatchObject({ code: "INTERNAL" });
  await logInEverywhere(server.url);
  expect((await restClient(server.url, account.token)("GET", "/auth/me")).status).toBe(500);
  expect((await restClient(server.url, account.agent.token)("GET", `/widgets/sessions/${SESSION}/messages`)).status).toBe(500);

  await database.stop();
  await logInEverywhere(server.url);
  visitor.send({ type: "message", siteKey: account.siteKey, sessionId: SESSION, message: SAID, clientMessageId: "three" });
  await visitor.next("error", (frame) => frame.code === "DATABASE_DOWN");
  visitor.close();
  await server.stop();

  const output = server.output();
  expect(output).toContain("a request failed");
  expect(output).toContain("a frame failed");
  expect(output).toContain("a procedure failed");
  const tokens = [account.token, account.agent.token].flatMap((token) => [token, token.split(".")[2] ?? ""]);
  for (const secret of [JWT_SECRET, PASSWORD, WRONG_PASSWORD, VISITOR_SECRET, SAID, SESSION, EMAIL, ...tokens]) {
    expect(output).not.toContain(secret);
  }
}, 120_000);
