import { LIMITS } from "@chat/api/contract";
import type { Core } from "@chat/api/core";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "./cors";
import { answerError, failure } from "./errors";
import { agentRoutes } from "./http/agents";
import { authRoutes } from "./http/auth";
import { healthRoutes } from "./http/health";
import { queueRoutes } from "./http/queue";
import { sessionRoutes } from "./http/sessions";
import { widgetRoutes } from "./http/widgets";
import { security } from "./security";
import type { RestSettings } from "./settings";

export interface RestOptions {
  core: Core;
  settings: RestSettings;
}

/** The documented REST API, under `/api`. Each endpoint translates to and from one verb of the core. */
export function createRestApp({ core, settings }: RestOptions): Hono {
  const app = new Hono();
  app.onError(answerError(core.deps.log));
  app.notFound((c) => c.json(failure("Endpoint not found"), 404));
  app.use(security(settings));
  app.use("/api/*", cors(settings), async (c, next) => {
    c.header("Cache-Control", "no-store");
    await next();
  });
  app.use("/api/*", bodyLimit({ maxSize: LIMITS.bodyMaxBytes, onError: (c) => c.json(failure("Request body is too large"), 413) }));
  app.route("/api", healthRoutes(core, settings));
  app.route("/api", authRoutes(core));
  // Before the widgets: `escalate`, `sessions` and `queue-position` share a prefix with site keys.
  app.route("/api", sessionRoutes(core));
  app.route("/api", queueRoutes(core));
  app.route("/api", widgetRoutes(core));
  app.route("/api", agentRoutes(core));
  return app;
}
