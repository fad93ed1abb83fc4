import { afterAll, expect, test } from "bun:test";
import { randomId } from "@chat/api/core";
import { agentToken, closeTestCores, makeAccount, makeAgent, PASSWORD, testCore } from "@chat/api/testing";
import { createCall } from "../testing";

const core = await testCore();
const call = createCall(core);
afterAll(closeTestCores);

const person = () => {
  const username = `user_${randomId(12)}`;
  return { username, email: `${username}@example.com`.toLowerCase(), password: "secure_password" };
};

test("registering answers 201 with the user and a token", async () => {
  const body = person();
  const answer = await call("POST /auth/register", { body });
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    success: true,
    message: "User registered successfully",
    data: { user: { id: expect.any(Number), username: body.username, email: body.email }, token: expect.any(String) },
  });
});

test("every problem of a registration is named in one string", async () => {
  const { status, body } = await call("POST /auth/register", { body: { username: "someone", email: "nonsense", password: "short" } });
  expect(status).toBe(400);
  expect(body).toEqual({ success: false, message: "Validation error", errors: "Email is invalid, Password must be at least 6 characters" });
});

test("an e-mail that is taken is a conflict of that field", async () => {
  const body = person();
  await call("POST /auth/register", { body });
  const answer = await call("POST /auth/register", { body: { ...person(), email: body.email } });
  expect(answer.status).toBe(409);
  expect(answer.body).toEqual({
    success: false,
    message: "Email is already registered",
    errors: { email: "Email is already registered" },
  });
});

test("an admin logs in and sees itself", async () => {
  const body = person();
  await call("POST /auth/register", { body });
  const login = await call("POST /auth/login", { body: { email: body.email, password: body.password } });
  expect(login.status).toBe(200);
  expect(Object.keys(login.body)).toEqual(["success", "message", "data"]);
  expect(Object.keys(login.body.data)).toEqual(["user", "token"]);
  const me = await call("GET /auth/me", { token: login.body.data.token });
  expect(me.body).toEqual({ success: true, data: { user: login.body.data.user } });
});

test("a wrong password is 401 and says no more", async () => {
  const { email } = await makeAccount(core);
  const { status, body } = await call("POST /auth/login", { body: { email, password: "not this one" } });
  expect(status).toBe(401);
  expect(body).toEqual({ success: false, message: "Invalid email or password" });
});

test("an agent logs in, and is refused an admin's profile", async () => {
  const agent = await makeAgent(await makeAccount(core), "Support Agent");
  const { email } = agent.profile;
  const login = await call("POST /auth/agent-login", { body: { email, password: PASSWORD } });
  expect(login.body).toEqual({
    success: true,
    message: "Agent login successful",
    data: {
      agent: { id: agent.profile.id, username: agent.profile.username, email, full_name: "Support Agent" },
      token: expect.any(String),
    },
  });
  expect((await call("GET /auth/me", { token: await agentToken(agent) })).status).toBe(403);
});

test("no token and a bad token are told apart", async () => {
  expect(await call("GET /auth/me")).toMatchObject({ status: 401, body: { success: false, message: "Access token required" } });
  expect(await call("GET /auth/me", { token: "nonsense" })).toMatchObject({
    status: 401,
    body: { success: false, message: "Invalid or expired token" },
  });
});
