import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { makeApiAccount } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { until } from "./harness/until";

let server: TestServer;
let siteKey = "";
let script = "";
const dataDir = await makeDataDir();

beforeAll(async () => {
  server = await startServer({
    dataDir,
    env: { RATE_LIMIT_MAX: "60", PUBLIC_URL: "https://chat.example.com", TRUSTED_PROXIES: "127.0.0.1" },
  });
  siteKey = (await makeApiAccount(server.url, "walker")).siteKey;
  script = /assets\/[\w.-]+\.js/.exec(await (await fetch(`${server.url}/`)).text())?.[0] ?? "";
}, 120_000);
afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
}, 60_000);

const HEADERS = {
  "content-security-policy": /^default-src 'self';(?!.*unsafe).*frame-ancestors 'none'/,
  "x-frame-options": /^DENY$/,
  "x-content-type-options": /^nosniff$/,
  "x-xss-protection": /^1; mode=block$/,
  "referrer-policy": /./,
  "permissions-policy": /./,
  "strict-transport-security": /^max-age=\d+$/,
};

function expectHeaders(headers: Headers) {
  const missing = Object.entries(HEADERS).filter(([name, pattern]) => !pattern.test(headers.get(name) ?? ""));
  expect(missing.map(([name]) => `${name}: ${headers.get(name)}`)).toEqual([]);
}

/** What a raw request is answered, head and body. @param isWhole whether enough has arrived */
async function sendRaw(text: string, isWhole = (answer: string) => answer.includes("\r\n\r\n")): Promise<string> {
  let answer = "";
  const add = (chunk: string) => {
    answer += chunk;
  };
  const { hostname, port } = new URL(server.url);
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: { data: (_socket, chunk) => add(chunk.toString()) },
  });
  socket.write(text);
  await until("an answer", () => isWhole(answer));
  socket.end();
  return answer;
}

const headersOf = (answer: string) =>
  new Headers(
    (answer.split("\r\n\r\n")[0] ?? "")
      .split("\r\n")
      .slice(1)
      .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
  );
const statusOf = (answer: string) => Number(answer.split(" ")[1]);

const FOREIGN = { Origin: "https://evil.example" };
const big = JSON.stringify({ email: "x".repeat(1_048_577) });

/** Status, method, path and the rest of a request. */
const WALK: [number, string, () => string, RequestInit?][] = [
  [200, "GET", () => "/api/health"],
  [200, "HEAD", () => "/api/health"],
  [204, "OPTIONS", () => "/api/widgets", { headers: FOREIGN }],
  [204, "OPTIONS", () => `/api/widgets/${siteKey}/config`, { headers: FOREIGN }],
  [204, "OPTIONS", () => "/api/nope"],
  [200, "GET", () => `/api/widgets/${siteKey}/config`, { headers: FOREIGN }],
  [404, "GET", () => "/api/widgets/widget-none/config"],
  [401, "GET", () => "/api/widgets"],
  [401, "GET", () => "/api/widgets", { headers: { Authorization: "Bearer garbage" } }],
  [400, "POST", () => "/api/auth/login", { body: "{" }],
  [401, "POST", () => "/api/auth/login", { body: '{"email":"nobody@example.com","password":"wrong"}' }],
  [413, "POST", () => "/api/auth/login", { body: big }],
  [404, "GET", () => "/api"],
  [404, "GET", () => "/api/nope"],
  [404, "DELETE", () => "/api/auth/login"],
  [404, "PROPFIND", () => "/api/widgets"],
  [401, "GET", () => "/trpc/admin.auth.me"],
  [404, "GET", () => "/trpc/nope"],
  [403, "GET", () => "/trpc/admin.auth.me", { headers: FOREIGN }],
  [204, "OPTIONS", () => "/trpc/admin.auth.me", { headers: FOREIGN }],
  [413, "POST", () => "/trpc/admin.auth.login", { body: big, headers: { "Content-Type": "application/json" } }],
  [200, "GET", () => "/"],
  [200, "HEAD", () => "/login"],
  [302, "GET", () => "/agent", { redirect: "manual" }],
  [200, "GET", () => "/agent/"],
  [200, "GET", () => "/widget.js", { headers: FOREIGN }],
  [200, "GET", () => `/${script}`],
  [404, "GET", () => "/assets/gone.js"],
  [404, "POST", () => "/"],
  [404, "OPTIONS", () => "/nope/at/all"],
  [404, "GET", () => "/%2e%2e%2fserver.ts"],
  [404, "GET", () => "/ws/session_12345678"],
  [404, "GET", () => "/trpc"],
];

describe("the security headers stand on", () => {
  test.each(WALK.map(([status, method, path, init = {}]) => ({ status, method, path, init })))("$status of $method $path", async (walk) => {
    const { status, method, path, init } = walk;
    const response = await fetch(`${server.url}${path()}`, { method, ...init });
    expect([path(), response.status]).toEqual([path(), status]);
    expectHeaders(response.headers);
    const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
    expect(isPage).toBe(status === 200 && ["/", "/login", "/agent/"].includes(path()));
  });

  test("304, of a file and of a widget's configuration", async () => {
    for (const path of ["/widget.js", `/${script}`, `/api/widgets/${siteKey}/config`]) {
      const etag = (await fetch(`${server.url}${path}`)).headers.get("etag") ?? "";
      const response = await fetch(`${server.url}${path}`, { headers: { "If-None-Match": etag } });
      expect(response.status).toBe(304);
      expectHeaders(response.headers);
    }
  });

  test("429", async () => {
    const headers = { "X-Forwarded-For": "198.51.100.9" };
    const response = await until("the limit", async () => {
      const answer = await fetch(`${server.url}/api/widgets`, { headers });
      return answer.status === 429 ? answer : null;
    });
    expectHeaders(response.headers);
    expect((await fetch(`${server.url}/api/widgets`, { headers: { "X-Forwarded-For": "198.51.100.10" } })).status).toBe(401);
  });

  const upgrade = (path: string, more: string) =>
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${more}\r\n`;
  const KEY = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  test.each([
    ["an upgrade", 101, upgrade("/ws/session_12345678", KEY)],
    ["an upgrade for a session id that is none", 101, upgrade("/ws/x", KEY)],
    ["an upgrade without its key", 404, upgrade("/ws/session_12345678", "")],
    ["an upgrade where no socket is", 404, upgrade("/nope", KEY)],
    ["an upgrade of a foreign page to tRPC", 403, upgrade("/trpc", `${KEY}Origin: https://evil.example\r\n`)],
    ["a host that is none", 400, 'GET / HTTP/1.1\r\nHost: a b<>"\r\n\r\n'],
    ["a body that says it is huge", 413, "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"],
  ])("%s", async (_what, status, request) => {
    const answer = await sendRaw(request);
    expect(statusOf(answer)).toBe(status);
    expectHeaders(headersOf(answer));
  });

  test("a body that grows beyond the limit without saying so", async () => {
    const part = new Uint8Array(1 << 16).fill(120);
    const body = new ReadableStream({
      start(controller) {
        for (let count = 0; count < 20; count++) controller.enqueue(part);
        controller.close();
      },
    });
    const response = await fetch(`${server.url}/api/auth/login`, { method: "POST", body });
    expect([response.status, await response.json()]).toEqual([413, { success: false, message: "Request body is too large" }]);
    expectHeaders(response.headers);
  });
});
