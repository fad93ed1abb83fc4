import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { type PrivateDatabase, startPrivateDatabase } from "@chat/db";
import { type ApiAccount, makeApiAccount } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { openSocket } from "./harness/socket";
import { until } from "./harness/until";

const dataDir = await makeDataDir();
const options = { directory: join(dataDir, "database"), database: "chat", durable: false };
let database: PrivateDatabase;
let server: TestServer;
let account: ApiAccount;

beforeAll(async () => {
  database = await startPrivateDatabase(options);
  const { user, socketPath } = database.address;
  const DATABASE_URL = `mysql://${user}@localhost/chat?socketPath=${encodeURIComponent(socketPath)}`;
  server = await startServer({ dataDir, env: { DATABASE_URL } });
  account = await makeApiAccount(server.url, "outage");
}, 120_000);
afterAll(async () => {
  await server.stop();
  await database.stop();
  await removeDataDir(dataDir);
}, 60_000);

/** One of each kind of route, with what it answers while all is well. */
const routes = (): [number, string, string, string | null, object?][] => [
  [200, "GET", "/api/health", null],
  [200, "GET", `/api/widgets/${account.siteKey}/config`, null],
  [404, "GET", `/api/widgets/queue-position/${account.siteKey}/session_none`, null],
  [404, "POST", `/api/widgets/escalate/${account.siteKey}/session_none`, null],
  [409, "POST", "/api/auth/register", null, { username: "outage", email: "outage@example.com", password: "a-long-password" }],
  [200, "POST", "/api/auth/login", null, { email: "outage@example.com", password: "a-long-password" }],
  [200, "POST", "/api/auth/agent-login", null, { email: account.agent.email, password: "a-long-password" }],
  [200, "GET", "/api/auth/me", account.token],
  [200, "GET", "/api/widgets", account.token],
  [200, "GET", "/api/widgets/stats/overview", account.token],
  [200, "GET", `/api/widgets/${account.siteKey}`, account.token],
  [200, "PUT", `/api/widgets/${account.siteKey}`, account.token, { widget_title: "Ask us" }],
  [200, "GET", `/api/widgets/${account.siteKey}/queue-stats`, account.token],
  [404, "GET", "/api/widgets/sessions/session_none/messages", account.token],
  [200, "GET", "/api/agents", account.token],
  [200, "GET", "/api/agents/stats", account.agent.token],
  [200, "GET", "/api/agents/waiting-sessions", account.agent.token],
  [200, "GET", "/api/agents/active-chats", account.agent.token],
  [200, "GET", "/trpc/admin.auth.me", account.token],
];

async function walk(): Promise<[string, number, Record<string, unknown>][]> {
  const answers = routes().map(async ([, method, path, token, body]): Promise<[string, number, Record<string, unknown>]> => {
    const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
    const response = await fetch(server.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return [`${method} ${path}`, response.status, (await response.json()) as Record<string, unknown>];
  });
  return Promise.all(answers);
}

const wellStatuses = () => routes().map(([status, method, path]) => [`${method} ${path}`, status]);

test("while the database is away everything answers 503, and works again once it is back", async () => {
  expect((await walk()).map(([route, status]) => [route, status])).toEqual(wellStatuses());

  await database.stop();
  for (const [route, status, body] of await walk()) {
    expect([route, status]).toEqual([route, 503]);
    if (!route.includes("/trpc/")) {
      expect(body).toEqual({ success: false, message: "Service temporarily unavailable, please try again" });
    }
  }
  const preflight = await fetch(`${server.url}/api/widgets/${account.siteKey}/config`, {
    method: "OPTIONS",
    headers: { Origin: "https://shop.example" },
  });
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  const visitor = await openSocket(`${server.url}/ws/session_in_the_dark`);
  visitor.send({ type: "join", siteKey: account.siteKey, sessionId: "session_in_the_dark" });
  expect(await visitor.next("error")).toMatchObject({ code: "DATABASE_DOWN" });

  database = await startPrivateDatabase(options);
  await until("the server to be healthy again", async () => (await fetch(`${server.url}/api/health`)).ok);
  expect((await walk()).map(([route, status]) => [route, status])).toEqual(wellStatuses());
  visitor.send({ type: "join", siteKey: account.siteKey, sessionId: "session_in_the_dark" });
  expect(await visitor.next("session")).toMatchObject({ sessionId: "session_in_the_dark" });
  visitor.close();
}, 120_000);
