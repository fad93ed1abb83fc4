import { type Core, checkHealth } from "@chat/api/core";
import { Hono } from "hono";
import { done } from "../envelope";
import { healthRoute } from "../openapi/health-routes";
import { serve } from "../openapi/serve";
import type { RestSettings } from "../settings";

export function healthRoutes(core: Core, { environment, publicUrl }: RestSettings): Hono {
  const app = new Hono();
  const addresses = { domain: new URL(publicUrl).hostname, apiUrl: `${publicUrl}/api`, wsUrl: publicUrl.replace(/^http/, "ws") };
  serve(app, healthRoute, async (c) => {
    await checkHealth(core.deps);
    const facts = { timestamp: new Date().toISOString(), environment, ...addresses };
    return c.json({ ...done("Chat Widget API is running"), ...facts }, 200);
  });
  return app;
}
