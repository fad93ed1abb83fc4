import { QueuePageInput } from "@chat/api/contract";
import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { RestActiveChat, WaitingSession } from "../schemas/chat";
import { dataEnvelope } from "../schemas/envelopes";
import { RestAgentStats } from "../schemas/report";
import { answer, BY_AGENT, refusal, refusals } from "./describe";
import { AT, SESSION_ID, SITE_KEY } from "./examples";

const tags = ["Agent desk"];
const agentsOnly = refusal("The token is valid, but no agent's", "This needs an agent's token");

export const agentStatsRoute = createRoute({
  method: "get",
  path: "/agents/stats",
  operationId: "showAgentStats",
  tags,
  summary: "Get agent statistics",
  security: BY_AGENT,
  responses: {
    200: answer("The agent's own figures", dataEnvelope(RestAgentStats), {
      success: true,
      data: { chatsHandled: 45, activeChats: 2, avgResponseTime: "2.3 min", customerSatisfaction: 4.2 },
    }),
    ...refusals(401),
    403: agentsOnly,
  },
});

export const waitingSessionsRoute = createRoute({
  method: "get",
  path: "/agents/waiting-sessions",
  operationId: "listWaitingSessions",
  tags,
  summary: "Get waiting sessions (queue)",
  description: "First come, first served; without a page the first 100. `waitingTime` is in whole minutes.",
  security: BY_AGENT,
  request: { query: QueuePageInput },
  responses: {
    200: answer("Who waits", z.object({ success: z.literal(true), sessions: z.array(WaitingSession) }), {
      success: true,
      sessions: [
        {
          sessionId: SESSION_ID,
          siteKey: SITE_KEY,
          businessName: "Acme Corp",
          visitorName: "Customer",
          waitingTime: 5,
          escalated: true,
          addedAt: AT,
        },
      ],
    }),
    ...refusals(400, 401),
    403: agentsOnly,
  },
});

export const activeChatsRoute = createRoute({
  method: "get",
  path: "/agents/active-chats",
  operationId: "listActiveChats",
  tags,
  summary: "Get active chats",
  security: BY_AGENT,
  responses: {
    200: answer("The chats this agent has", dataEnvelope(z.array(RestActiveChat)), {
      success: true,
      data: [
        {
          session_id: SESSION_ID,
          site_key: SITE_KEY,
          visitor_name: "John Doe",
          business_name: "Acme Corp",
          messageCount: 15,
          started_at: AT,
          visitor_info: { browser: "Chrome", location: "New York" },
        },
      ],
    }),
    ...refusals(401),
    403: agentsOnly,
  },
});
