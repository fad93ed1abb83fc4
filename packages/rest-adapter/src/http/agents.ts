import { type Core, createAgent, deleteAgent, listAgents, listChats, listQueue, showAgentStats, updateAgent } from "@chat/api/core";
import { Hono } from "hono";
import { done, fromRestAgent, success, told, toRestActiveChat, toRestAgent, toRestAgentStats, toRestWaitingSession } from "../envelope";
import { createAgentRoute, deleteAgentRoute, listAgentsRoute, updateAgentRoute } from "../openapi/agent-routes";
import { activeChatsRoute, agentStatsRoute, waitingSessionsRoute } from "../openapi/desk-routes";
import { serve } from "../openapi/serve";
import { agentIdOf, asBearer, readBody } from "./request";

/** The agent's own desk, then the admin's list of agents. */
export function agentRoutes(core: Core): Hono {
  const app = new Hono();
  serve(app, agentStatsRoute, async (c) => c.json(success(toRestAgentStats(await showAgentStats(await asBearer(core, c), {}))), 200));
  serve(app, waitingSessionsRoute, async (c) => {
    const { page, limit } = c.req.query();
    const sessions = await listQueue(await asBearer(core, c), { page, limit });
    const now = core.deps.now();
    return c.json({ success: true, sessions: sessions.map((session) => toRestWaitingSession(session, now)) }, 200);
  });
  serve(app, activeChatsRoute, async (c) => {
    const chats = await listChats(await asBearer(core, c), {});
    return c.json(success(chats.map(toRestActiveChat)), 200);
  });

  serve(app, listAgentsRoute, async (c) => {
    const agents = await listAgents(await asBearer(core, c), {});
    return c.json(success({ agents: agents.map(toRestAgent) }), 200);
  });
  serve(app, createAgentRoute, async (c) => {
    const ctx = await asBearer(core, c);
    const agent = await createAgent(ctx, fromRestAgent(await readBody(c)));
    return c.json(told("Agent created successfully", { agent: toRestAgent(agent) }), 201);
  });
  serve(app, updateAgentRoute, async (c) => {
    const ctx = await asBearer(core, c);
    const agent = await updateAgent(ctx, { ...fromRestAgent(await readBody(c)), agentId: agentIdOf(c) });
    return c.json(told("Agent updated successfully", { agent: toRestAgent(agent) }), 200);
  });
  serve(app, deleteAgentRoute, async (c) => {
    await deleteAgent(await asBearer(core, c), { agentId: agentIdOf(c) });
    return c.json(done("Agent deleted successfully"), 200);
  });
  return app;
}
