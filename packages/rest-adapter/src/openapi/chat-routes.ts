import { SessionRef, WidgetRef } from "@chat/api/contract";
import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { CustomerInfo, RestMessage } from "../schemas/chat";
import { dataEnvelope } from "../schemas/envelopes";
import { RestQueueStats } from "../schemas/report";
import { answer, BY_ADMIN, BY_BOTH, notFound, refusals } from "./describe";
import { AT } from "./examples";

const tags = ["Chats"];

const History = z.object({ success: z.literal(true), messages: z.array(RestMessage), customerInfo: CustomerInfo });

export const historyRoute = createRoute({
  method: "get",
  path: "/widgets/sessions/{sessionId}/messages",
  operationId: "showHistory",
  tags,
  summary: "Get chat history",
  description: "Used by agent interfaces to load a chat. Agents and the assistant both speak as `agent`, told apart by `isAI`.",
  security: BY_BOTH,
  request: { params: SessionRef },
  responses: {
    200: answer("Everything said, in reading order", History, {
      success: true,
      messages: [
        { id: 1, text: "Hello! How can I help?", sender: "agent", timestamp: AT, isAI: true },
        { id: 2, text: "I need help with my order", sender: "customer", timestamp: "2024-01-15T10:31:00Z", isAI: false },
      ],
      customerInfo: { name: "John Doe", email: "john@example.com", business: "Acme Corp", waitingTime: "2 minutes" },
    }),
    ...refusals(401),
    404: notFound("Session not found"),
  },
});

export const queueStatsRoute = createRoute({
  method: "get",
  path: "/widgets/{siteKey}/queue-stats",
  operationId: "showQueueStats",
  tags,
  summary: "Get queue stats",
  security: BY_ADMIN,
  request: { params: WidgetRef },
  responses: {
    200: answer("The widget's queue in numbers", dataEnvelope(z.object({ stats: RestQueueStats })), {
      success: true,
      data: { stats: { waitingSessions: 5, availableAgents: 2, averageWaitTime: "3.5 minutes" } },
    }),
    ...refusals(401, 403, 404),
  },
});
