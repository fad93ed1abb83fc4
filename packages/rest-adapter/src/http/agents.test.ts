import { afterAll, expect, test } from "bun:test";
import { randomId } from "@chat/api/core";
import { closeTestCores, makeAccount, testCore } from "@chat/api/testing";
import { createCall } from "../testing";

const core = await testCore();
const call = createCall(core);
afterAll(closeTestCores);

const person = () => {
  const username = `agent_${randomId(12)}`.toLowerCase();
  return { username, email: `${username}@example.com`, password: "secure_password", full_name: "Ada Agent" };
};

test("an agent is created, listed, renamed and deleted", async () => {
  const { token } = await makeAccount(core);
  const body = person();
  const created = await call("POST /agents", { token, body });
  expect(created).toMatchObject({ status: 201, body: { success: true, message: "Agent created successfully" } });
  const { agent } = created.body.data;
  expect(agent).toEqual({
    id: expect.any(Number),
    username: body.username,
    email: body.email,
    full_name: "Ada Agent",
    is_online: false,
    is_active: true,
    last_active: expect.stringMatching(/Z$/),
    created_at: expect.stringMatching(/Z$/),
  });
  expect((await call("GET /agents", { token })).body.data.agents).toEqual([agent]);
  const renamed = await call(`PATCH /agents/${agent.id}`, { token, body: { full_name: "Ada Byron" } });
  expect(renamed.body.data.agent.full_name).toBe("Ada Byron");

  const { email, password } = body;
  const login = await call("POST /auth/agent-login", { body: { email, password } });
  expect((await call(`DELETE /agents/${agent.id}`, { token })).body).toEqual({ success: true, message: "Agent deleted successfully" });
  expect((await call("GET /agents/stats", { token: login.body.data.token })).status).toBe(401);
  expect((await call("POST /auth/agent-login", { body: { email, password } })).status).toBe(401);
  expect((await call("GET /agents", { token })).body.data.agents).toEqual([]);
});

test("another account's agent is not found", async () => {
  const { token } = await makeAccount(core);
  const stranger = await makeAccount(core);
  const { id } = (await call("POST /agents", { token, body: person() })).body.data.agent;
  expect((await call(`PATCH /agents/${id}`, { token: stranger.token, body: { full_name: "Mine" } })).status).toBe(404);
  expect((await call(`DELETE /agents/${id}`, { token: stranger.token })).status).toBe(404);
  expect((await call("DELETE /agents/none", { token })).status).toBe(404);
});

test("bad input names the fields, and a name in use is a conflict", async () => {
  const { token } = await makeAccount(core);
  const body = person();
  await call("POST /agents", { token, body });
  expect((await call("POST /agents", { token, body: {} })).body.errors).toBe(
    "Username is required, Email is required, Password is required, Full name is required",
  );
  const { status, body: answer } = await call("POST /agents", { token, body });
  expect(status).toBe(409);
  expect(Object.keys(answer.errors).sort()).toEqual(["email", "username"]);
});
