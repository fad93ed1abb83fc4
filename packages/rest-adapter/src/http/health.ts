import { type Core, checkHealth } from "@chat/api/core";
import { Hono } from "hono";
import { healthRoute } from "../openapi/health-routes";
import { serve } from "../openapi/serve";
import type { RestSettings } from "../settings";

export function healthRoutes(core: Core, { environment, publicUrl }: RestSettings): Hono {
  const app = new Hono();
  const addresses = { domain: new URL(publicUrl).hostname, apiUrl: `${publicUrl}/api`, wsUrl: publicUrl.replace(/^http/, "ws") };
  serve(app, healthRoute, async (c) => {
    await checkHealth(core.deps);
    const message = "Chat Widget API is running";
    return c.json({ success: true, message, timestamp: new Date().toISOString(), environment, ...addresses }, 200);
  });
  return app;
}
