import { afterAll, expect, test } from "bun:test";
import { agentToken, closeTestCores, makeAccount, makeAgent, PASSWORD, testCore } from "../testing";
import { createTrpcHttp } from ".";
import { serveTrpc } from "./testing";

const core = await testCore();
const server = serveTrpc(core);
const account = await makeAccount(core);

afterAll(async () => {
  await server.close();
  await closeTestCores();
});

test("one logs in over HTTP, and the token opens what it should", async () => {
  const { token } = await server.httpClient(null).admin.auth.login.mutate({ email: account.email, password: PASSWORD });
  expect((await server.httpClient(token).admin.widgets.list.query({})).pagination.total).toBe(1);
  expect((await server.client(token).admin.auth.me.query()).email).toBe(account.email);
});

test("a wrong password is 401 with its reason", async () => {
  await expect(server.httpClient(null).admin.auth.login.mutate({ email: account.email, password: "wrong horse" })).rejects.toMatchObject({
    message: "Invalid email or password",
    data: { httpStatus: 401, reason: "CREDENTIALS_WRONG" },
  });
});

test("the token is read from the header alone, and must be in force", async () => {
  await expect(server.httpClient(null).admin.auth.me.query()).rejects.toMatchObject({ data: { reason: "TOKEN_REQUIRED" } });
  await expect(server.httpClient("garbage").admin.auth.me.query()).rejects.toMatchObject({ data: { reason: "TOKEN_INVALID" } });
  const token = await agentToken(await makeAgent(account));
  await expect(server.httpClient(token).admin.auth.me.query()).rejects.toMatchObject({ data: { httpStatus: 403, reason: "ROLE_WRONG" } });
});

test("streams are not served over HTTP, where nobody would end them when their token is revoked", async () => {
  const token = await agentToken(await makeAgent(account));
  const response = await createTrpcHttp(core)(
    new Request("http://localhost/trpc/agent.queue.watch", { headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" } }),
  );
  const told = await response.text();
  expect(told).toContain("METHOD_NOT_SUPPORTED");
  expect(told).not.toContain("[]");
});
