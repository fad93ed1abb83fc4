import { type Core, logInAdmin, logInAgent, registerAdmin, showAdmin } from "@chat/api/core";
import { Hono } from "hono";
import { success, told, toRestAgentProfile } from "../envelope";
import { agentLoginRoute, loginRoute, meRoute, registerRoute } from "../openapi/auth-routes";
import { serve } from "../openapi/serve";
import { asAnyone, asBearer, readBody } from "./request";

export function authRoutes(core: Core): Hono {
  const app = new Hono();
  serve(app, registerRoute, async (c) => {
    const { admin, token } = await registerAdmin(asAnyone(core, c), await readBody(c));
    return c.json(told("User registered successfully", { user: admin, token }), 201);
  });
  serve(app, loginRoute, async (c) => {
    const { admin, token } = await logInAdmin(asAnyone(core, c), await readBody(c));
    return c.json(told("Login successful", { user: admin, token }), 200);
  });
  serve(app, agentLoginRoute, async (c) => {
    const { agent, token } = await logInAgent(asAnyone(core, c), await readBody(c));
    return c.json(told("Agent login successful", { agent: toRestAgentProfile(agent), token }), 200);
  });
  serve(app, meRoute, async (c) => c.json(success({ user: await showAdmin(await asBearer(core, c), {}) }), 200));
  return app;
}
