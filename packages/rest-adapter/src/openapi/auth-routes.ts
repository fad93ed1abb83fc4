import { LoginInput, RegisterInput } from "@chat/api/contract";
import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { AgentAndToken, RestUser, UserAndToken } from "../schemas/account";
import { dataEnvelope, Failure, toldEnvelope } from "../schemas/envelopes";
import { answer, BY_ADMIN, BY_ANYONE, body, refusals } from "./describe";
import { TOKEN, USER } from "./examples";

const tags = ["Authentication"];
const wrongCredentials = answer("Unknown e-mail or wrong password", Failure, { success: false, message: "Invalid email or password" });

export const registerRoute = createRoute({
  method: "post",
  path: "/auth/register",
  operationId: "register",
  tags,
  summary: "Register new admin user",
  description: "Opens an account of its own. The token is good at once.",
  security: BY_ANYONE,
  request: {
    body: body(RegisterInput, { username: "admin_user", email: "admin@example.com", password: "secure_password" }),
  },
  responses: {
    201: answer("The new admin and a token", toldEnvelope("User registered successfully", UserAndToken), {
      success: true,
      message: "User registered successfully",
      data: { user: USER, token: TOKEN },
    }),
    ...refusals(400, 409, 413),
  },
});

export const loginRoute = createRoute({
  method: "post",
  path: "/auth/login",
  operationId: "login",
  tags,
  summary: "Admin login",
  security: BY_ANYONE,
  request: { body: body(LoginInput, { email: "admin@example.com", password: "secure_password" }) },
  responses: {
    200: answer("The admin and a token", toldEnvelope("Login successful", UserAndToken), {
      success: true,
      message: "Login successful",
      data: { user: USER, token: TOKEN },
    }),
    ...refusals(400, 413),
    401: wrongCredentials,
  },
});

export const agentLoginRoute = createRoute({
  method: "post",
  path: "/auth/agent-login",
  operationId: "agentLogin",
  tags,
  summary: "Agent login",
  security: BY_ANYONE,
  request: { body: body(LoginInput, { email: "agent@example.com", password: "agent_password" }) },
  responses: {
    200: answer("The agent and a token", toldEnvelope("Agent login successful", AgentAndToken), {
      success: true,
      message: "Agent login successful",
      data: {
        agent: { id: 1, username: "support_agent", email: "agent@example.com", full_name: "Support Agent" },
        token: TOKEN,
      },
    }),
    ...refusals(400, 413),
    401: wrongCredentials,
  },
});

export const meRoute = createRoute({
  method: "get",
  path: "/auth/me",
  operationId: "me",
  tags,
  summary: "Get current user profile",
  security: BY_ADMIN,
  responses: {
    200: answer("The admin the token speaks for", dataEnvelope(z.object({ user: RestUser })), { success: true, data: { user: USER } }),
    ...refusals(401, 403),
  },
});
