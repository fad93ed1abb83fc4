import { type Core, logInAdmin, logInAgent, registerAdmin, showAdmin } from "@chat/api/core";
import { Hono } from "hono";
import { success } from "../envelope";
import { asAnyone, asBearer, readBody } from "./request";

export const authRoutes = (core: Core) =>
  new Hono()
    .post("/register", async (c) => {
      const { admin, token } = await registerAdmin(asAnyone(core), await readBody(c));
      return c.json(success({ user: admin, token }, "User registered successfully"), 201);
    })
    .post("/login", async (c) => {
      const { admin, token } = await logInAdmin(asAnyone(core), await readBody(c));
      return c.json(success({ user: admin, token }, "Login successful"));
    })
    .post("/agent-login", async (c) => {
      const { agent, token } = await logInAgent(asAnyone(core), await readBody(c));
      const { id, username, email, fullName } = agent;
      return c.json(success({ agent: { id, username, email, full_name: fullName }, token }, "Agent login successful"));
    })
    .get("/me", async (c) => c.json(success({ user: await showAdmin(await asBearer(core, c), {}) })));
