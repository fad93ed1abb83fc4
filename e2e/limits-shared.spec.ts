import { afterAll, beforeAll, expect, test } from "bun:test";
import { startTestRedis, type TestRedis } from "@chat/api/testing/redis";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { until } from "./harness/until";

const dataDirs = [await makeDataDir(), await makeDataDir()];
let redis: TestRedis;
let servers: TestServer[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
  const env = { REDIS_URL: redis.url, AUTH_RATE_LIMIT_MAX: "", TRUSTED_PROXIES: "127.0.0.1" };
  servers = await Promise.all(dataDirs.map((dataDir) => startServer({ dataDir, env })));
}, 120_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await redis.kill();
  await Promise.all(dataDirs.map(removeDataDir));
}, 60_000);

async function failToLogIn(server: TestServer | undefined, address: string, path = "/api/auth/login") {
  const body = JSON.stringify({ email: `nobody-${Bun.randomUUIDv7()}@example.com`, password: "wrong horse" });
  const headers = { "X-Forwarded-For": address, "Content-Type": "application/json" };
  return (await fetch(`${server?.url}${path}`, { method: "POST", headers, body })).status;
}

test("servers with one Redis count failed log-ins together, over REST and tRPC", async () => {
  const [first, second] = servers;
  for (let time = 0; time < 5; time++) {
    expect(await failToLogIn(first, "198.51.100.1")).toBe(401);
    expect(await failToLogIn(second, "198.51.100.1", "/trpc/admin.auth.login")).toBe(401);
  }
  for (const server of servers) expect(await failToLogIn(server, "198.51.100.1")).toBe(429);
  expect(await failToLogIn(second, "198.51.100.2")).toBe(401);
});

test("without Redis each limits alone, and when it is back they count together again", async () => {
  const [first, second] = servers;
  await redis.kill();
  for (const server of servers) {
    const statuses: number[] = [];
    for (let time = 0; time < 11; time++) statuses.push(await failToLogIn(server, "198.51.100.3"));
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  }
  await redis.start();
  for (const server of servers) await until("the server to see it", () => server.output().includes("Redis is back"));
  for (let time = 0; time < 10; time++) expect(await failToLogIn(first, "198.51.100.3")).toBe(401);
  expect(await failToLogIn(second, "198.51.100.3")).toBe(429);
  for (const server of servers) expect(server.output().split("Redis cannot be used")).toHaveLength(2);
});

test("a server stops in order while Redis is down", async () => {
  await redis.kill();
  expect(await servers[0]?.stop()).toBe(0);
});
