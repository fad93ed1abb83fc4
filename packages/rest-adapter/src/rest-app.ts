import { SiteKey } from "@chat/api/contract";
import { type Core, CoreError, mayUseWidget } from "@chat/api/core";
import { type Context, Hono } from "hono";
import { limitBody } from "./body-limit";
import { identifyCaller } from "./caller";
import { cors } from "./cors";
import { answerError, failure } from "./errors";
import { agentRoutes } from "./http/agents";
import { authRoutes } from "./http/auth";
import { documentRoutes } from "./http/documents";
import { fileRoutes } from "./http/files";
import { healthRoutes } from "./http/health";
import { queueRoutes } from "./http/queue";
import { asAnyone } from "./http/request";
import { sessionRoutes } from "./http/sessions";
import { widgetRoutes } from "./http/widgets";
import { createLimits, type Limits } from "./limits";
import { security } from "./security";
import type { RestSettings } from "./settings";

export interface RestOptions {
  core: Core;
  settings: RestSettings;
  /** Handed in where others count with it, too. */
  limits?: Limits;
}

/** The documented REST API, under `/api`. Each endpoint translates to and from one verb of the core. */
export function createRestApp({ core, settings, limits = createLimits(settings) }: RestOptions): Hono {
  const app = new Hono();
  app.onError(answerError(core.deps.log));
  app.notFound((c) => c.json(failure("Endpoint not found"), 404));
  app.use(security(settings), identifyCaller(settings));
  app.use("/api/*", cors({ settings, ...websiteRule(core) }), async (c, next) => {
    c.header("Cache-Control", "no-store");
    await next();
  });
  app.use("/api/*", limits.rest, limitBody());
  app.route("/api", documentRoutes(settings));
  app.route("/api", healthRoutes(core, settings));
  app.route("/api", authRoutes(core));
  // Before the widgets: `escalate`, `sessions` and `queue-position` share a prefix with site keys.
  app.route("/api", sessionRoutes(core));
  app.route("/api", queueRoutes(core));
  app.route("/api", fileRoutes(core));
  app.route("/api", widgetRoutes(core));
  app.route("/api", agentRoutes(core));
  return app;
}

/** Which websites may call a widget's routes: its admin says, the verbs hold it, and preflights are told beforehand. */
const websiteRule = (core: Core) => ({
  async mayUseWidget(c: Context, siteKey: string) {
    return !SiteKey.safeParse(siteKey).success || mayUseWidget(asAnyone(core, c), { siteKey });
  },
  wasRefused: (c: Context) => c.error instanceof CoreError && c.error.reason === "WEBSITE_NOT_ALLOWED",
});
