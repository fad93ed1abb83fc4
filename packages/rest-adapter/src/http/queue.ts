import { type Core, showQueuePlace, showQueueStats } from "@chat/api/core";
import { Hono } from "hono";
import { success, toRestQueueStats } from "../envelope";
import { queueStatsRoute } from "../openapi/chat-routes";
import { serve } from "../openapi/serve";
import { queuePositionRoute } from "../openapi/visitor-routes";
import { asAnyone, asBearer, sessionIdOf, siteKeyOf } from "./request";

export function queueRoutes(core: Core): Hono {
  const app = new Hono();
  serve(app, queuePositionRoute, async (c) => {
    const { position, estimatedWait } = await showQueuePlace(asAnyone(core, c), { siteKey: siteKeyOf(c), sessionId: sessionIdOf(c) });
    return c.json(success({ position, estimatedWait }), 200);
  });
  serve(app, queueStatsRoute, async (c) => {
    const stats = await showQueueStats(await asBearer(core, c), { siteKey: siteKeyOf(c) });
    return c.json(success({ stats: toRestQueueStats(stats) }), 200);
  });
  return app;
}
