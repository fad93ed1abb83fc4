import { AgentRef } from "@chat/api/contract";
import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { AgentPatch, NewAgent, RestAgent } from "../schemas/account";
import { dataEnvelope, doneEnvelope, toldEnvelope } from "../schemas/envelopes";
import { answer, BY_ADMIN, body, notFound, refusals } from "./describe";
import { AGENT, NEW_AGENT } from "./examples";

const tags = ["Agents"];
const OneAgent = z.object({ agent: RestAgent });
const agentUnknown = notFound("Agent not found");

export const listAgentsRoute = createRoute({
  method: "get",
  path: "/agents",
  operationId: "listAgents",
  tags,
  summary: "List agents",
  security: BY_ADMIN,
  responses: {
    200: answer("The account's agents", dataEnvelope(z.object({ agents: z.array(RestAgent) })), {
      success: true,
      data: { agents: [AGENT] },
    }),
    ...refusals(401, 403),
  },
});

export const createAgentRoute = createRoute({
  method: "post",
  path: "/agents",
  operationId: "createAgent",
  tags,
  summary: "Create agent",
  security: BY_ADMIN,
  request: { body: body(NewAgent, NEW_AGENT) },
  responses: {
    201: answer("The agent, who may log in at once", toldEnvelope("Agent created successfully", OneAgent), {
      success: true,
      message: "Agent created successfully",
      data: { agent: AGENT },
    }),
    ...refusals(400, 401, 403, 409, 413),
  },
});

export const updateAgentRoute = createRoute({
  method: "patch",
  path: "/agents/{agentId}",
  operationId: "updateAgent",
  tags,
  summary: "Update agent",
  description: "A new password or `is_active: false` ends the agent's tokens and sockets.",
  security: BY_ADMIN,
  request: { params: AgentRef, body: body(AgentPatch, { full_name: "Support Agent", is_active: true }) },
  responses: {
    200: answer("The agent as it is now", toldEnvelope("Agent updated successfully", OneAgent), {
      success: true,
      message: "Agent updated successfully",
      data: { agent: AGENT },
    }),
    ...refusals(400, 401, 403, 413),
    404: agentUnknown,
  },
});

export const deleteAgentRoute = createRoute({
  method: "delete",
  path: "/agents/{agentId}",
  operationId: "deleteAgent",
  tags,
  summary: "Delete agent",
  description: "For good: it is logged out at once, its chats go back to the queue, and what it wrote stays under its name.",
  security: BY_ADMIN,
  request: { params: AgentRef },
  responses: {
    200: answer("It is gone", doneEnvelope("Agent deleted successfully"), { success: true, message: "Agent deleted successfully" }),
    ...refusals(401, 403),
    404: agentUnknown,
  },
});
