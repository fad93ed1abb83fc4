import { createRoute } from "@hono/zod-openapi";
import { Health } from "../schemas/health";
import { answer, BY_ANYONE, DATABASE_AWAY, DEFECT } from "./describe";
import { AT } from "./examples";

export const healthRoute = createRoute({
  method: "get",
  path: "/health",
  operationId: "checkHealth",
  tags: ["Health"],
  summary: "Health check",
  description: "Asks the database too. Not limited.",
  security: BY_ANYONE,
  responses: {
    200: answer("All is well", Health, {
      success: true,
      message: "Chat Widget API is running",
      timestamp: AT,
      environment: "development",
      domain: "localhost",
      apiUrl: "http://localhost:5000/api",
      wsUrl: "ws://localhost:5000",
    }),
    500: DEFECT,
    503: DATABASE_AWAY,
  },
});
