import { type Core, createAgent, listAgents, listChats, listQueue, showAgentStats, updateAgent } from "@chat/api/core";
import { Hono } from "hono";
import { done, fromRestAgent, success, toRestActiveChat, toRestAgent, toRestAgentStats, toRestWaitingSession } from "../envelope";
import { agentIdOf, asBearer, readBody } from "./request";

/** The agent's own desk, then the admin's list of agents. */
export const agentRoutes = (core: Core) =>
  new Hono()
    .get("/stats", async (c) => c.json(success(toRestAgentStats(await showAgentStats(await asBearer(core, c), {})))))
    .get("/waiting-sessions", async (c) => {
      const sessions = await listQueue(await asBearer(core, c), {});
      const now = core.deps.now();
      return c.json({ success: true, sessions: sessions.map((session) => toRestWaitingSession(session, now)) });
    })
    .get("/active-chats", async (c) => c.json(success((await listChats(await asBearer(core, c), {})).map(toRestActiveChat))))
    .get("/", async (c) => c.json(success({ agents: (await listAgents(await asBearer(core, c), {})).map(toRestAgent) })))
    .post("/", async (c) => {
      const ctx = await asBearer(core, c);
      const agent = await createAgent(ctx, fromRestAgent(await readBody(c)));
      return c.json(success({ agent: toRestAgent(agent) }, "Agent created successfully"), 201);
    })
    .patch("/:agentId", async (c) => {
      const ctx = await asBearer(core, c);
      const agent = await updateAgent(ctx, { ...fromRestAgent(await readBody(c)), agentId: agentIdOf(c) });
      return c.json(success({ agent: toRestAgent(agent) }, "Agent updated successfully"));
    })
    .delete("/:agentId", async (c) => {
      // The row stays, for the chats it signed.
      await updateAgent(await asBearer(core, c), { agentId: agentIdOf(c), isActive: false });
      return c.json(done("Agent deleted successfully"));
    });
