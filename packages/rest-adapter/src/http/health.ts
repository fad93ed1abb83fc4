import { type Core, checkHealth } from "@chat/api/core";
import { Hono } from "hono";
import type { RestSettings } from "../settings";

export function healthRoutes(core: Core, { environment, publicUrl }: RestSettings) {
  const addresses = { domain: new URL(publicUrl).hostname, apiUrl: `${publicUrl}/api`, wsUrl: publicUrl.replace(/^http/, "ws") };
  return new Hono().get("/", async (c) => {
    await checkHealth(core.deps);
    const message = "Chat Widget API is running";
    return c.json({ success: true, message, timestamp: new Date().toISOString(), environment, ...addresses });
  });
}
