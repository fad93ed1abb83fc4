import { afterAll, expect, test } from "bun:test";
import { TooManyRequests } from "../core";
import { closeTestCores, countInMemory, makeAccount, PASSWORD, testCore } from "../testing";
import { createTrpcHttp } from ".";
import { serveTrpc } from "./testing";

afterAll(closeTestCores);

const credentials = { email: "nobody@example.com", password: "wrong horse" };
const caller = { address: "192.0.2.1", website: null };
const post = (path: string, body: object) =>
  new Request(`http://localhost/trpc/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** Lets `max` calls through. */
const countTo = (max: number) => {
  const store = countInMemory();
  return async (address: string | null) => {
    const { count } = await store.add(address ?? "");
    if (count > max) throw new TooManyRequests(max, 60);
    return { "RateLimit-Remaining": String(max - count) };
  };
};

test("requests over HTTP say what is left, and are refused beyond it with the time to wait", async () => {
  const http = createTrpcHttp(await testCore(), countTo(2));
  const first = await http(new Request("http://localhost/trpc/admin.auth.me"), caller);
  expect([first.status, first.headers.get("ratelimit-remaining")]).toEqual([401, "1"]);
  await http(new Request("http://localhost/trpc/admin.auth.me"), caller);
  const refused = await http(new Request("http://localhost/trpc/admin.auth.me"), caller);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(await refused.json()).toMatchObject({
    error: {
      message: "Too many requests from this IP, please try again later.",
      data: { code: "TOO_MANY_REQUESTS", reason: "RATE_LIMITED" },
    },
  });
  expect((await http(new Request("http://localhost/trpc/admin.auth.me"), { ...caller, address: "192.0.2.2" })).status).toBe(401);
});

test("failed log-ins of both roles rest, counted by the core", async () => {
  const core = await testCore({ attempts: { store: countInMemory(), max: 2 } });
  const http = createTrpcHttp(core);
  for (const path of ["admin.auth.login", "agent.auth.login"]) expect((await http(post(path, credentials), caller)).status).toBe(401);
  const { email } = await makeAccount(core);
  const refused = await http(post("admin.auth.login", { email, password: PASSWORD }), caller);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "900"]);
});

test("calls that no token vouches for count on a socket, too; others do not", async () => {
  const core = await testCore();
  const account = await makeAccount(core);
  const server = serveTrpc(core, countTo(2));
  const anyone = server.client(null);
  for (let time = 0; time < 2; time++)
    await expect(anyone.admin.auth.login.mutate(credentials)).rejects.toMatchObject({ data: { httpStatus: 401 } });
  await expect(anyone.admin.auth.login.mutate(credentials)).rejects.toMatchObject({ data: { httpStatus: 429, reason: "RATE_LIMITED" } });
  const admin = server.client(account.token);
  for (let time = 0; time < 5; time++) expect((await admin.admin.auth.me.query()).email).toBe(account.email);
  await server.close();
});
