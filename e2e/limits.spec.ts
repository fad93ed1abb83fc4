import { afterAll, beforeAll, expect, test } from "bun:test";
import { makeApiAccount, PASSWORD } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";

const dataDir = await makeDataDir();
let server: TestServer;

// The documented numbers, from a proxy that may say whom it speaks for.
const DEFAULTS = { RATE_LIMIT_MAX: "", AUTH_RATE_LIMIT_MAX: "", PUBLIC_RATE_LIMIT_MAX: "", TRUSTED_PROXIES: "127.0.0.1" };
const REFUSED = { success: false, message: "Too many requests from this IP, please try again later." };

beforeAll(async () => {
  server = await startServer({ dataDir, env: DEFAULTS });
  await makeApiAccount(server.url, "limited");
}, 120_000);
afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
}, 60_000);

const ask = (client: string, path: string, init: RequestInit = {}) =>
  fetch(server.url + path, { ...init, headers: { "X-Forwarded-For": client, "Content-Type": "application/json", ...init.headers } });

test("an address has 100 requests in 15 minutes, whatever it claims to be", async () => {
  const statuses: number[] = [];
  for (let time = 0; time < 100; time++) statuses.push((await ask(`10.0.0.${time}, 198.51.100.1`, "/api/widgets")).status);
  expect(new Set(statuses)).toEqual(new Set([401]));
  const refused = await ask("10.9.9.9, 198.51.100.1", "/api/widgets");
  expect([refused.status, await refused.json()]).toEqual([429, REFUSED]);
  expect(refused.headers.get("ratelimit-policy")).toBe("100;w=900");
  expect(Number(refused.headers.get("retry-after"))).toBeWithin(1, 901);
  expect((await ask("198.51.100.2", "/api/widgets")).status).toBe(401);
  expect((await ask("198.51.100.1", "/api/health")).status).toBe(200);
});

test("REST and tRPC count failed log-ins together", async () => {
  const wrong = { method: "POST", body: JSON.stringify({ email: "limited@example.com", password: "wrong horse" }) };
  const right = { method: "POST", body: JSON.stringify({ email: "limited@example.com", password: PASSWORD }) };
  for (let time = 0; time < 5; time++) {
    expect((await ask("198.51.100.3", "/api/auth/login", wrong)).status).toBe(401);
    expect((await ask("198.51.100.3", "/trpc/admin.auth.login", wrong)).status).toBe(401);
  }
  for (const path of ["/api/auth/login", "/trpc/admin.auth.login"]) {
    const refused = await ask("198.51.100.4", path, right);
    expect([path, refused.status]).toEqual([path, 429]);
    expect(Number(refused.headers.get("retry-after"))).toBeWithin(1, 901);
  }
});

test("tRPC has a limit ten times as large, for connections too", async () => {
  const headers = { Connection: "Upgrade", Upgrade: "websocket" };
  const statuses: number[] = [];
  for (let batch = 0; batch < 20; batch++) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask("198.51.100.5", "/trpc/admin.auth.me")));
    statuses.push(...answers.map(({ status }) => status));
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(1000);
  expect((await ask("198.51.100.5", "/trpc/admin.auth.me")).status).toBe(429);
  const socket = await ask("198.51.100.5", "/trpc", { headers });
  expect([socket.status, await socket.json()]).toEqual([429, REFUSED]);
  expect(socket.headers.get("x-frame-options")).toBe("DENY");
});
