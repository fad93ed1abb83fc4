import { type Core, showQueuePlace, showQueueStats } from "@chat/api/core";
import { Hono } from "hono";
import { success, toRestQueueStats } from "../envelope";
import { asAnyone, asBearer, sessionIdOf, siteKeyOf } from "./request";

export const queueRoutes = (core: Core) =>
  new Hono()
    .get("/queue-position/:siteKey/:sessionId", async (c) => {
      const { position, estimatedWait } = await showQueuePlace(asAnyone(core), { siteKey: siteKeyOf(c), sessionId: sessionIdOf(c) });
      return c.json(success({ position, estimatedWait }));
    })
    .get("/:siteKey/queue-stats", async (c) => {
      const stats = await showQueueStats(await asBearer(core, c), { siteKey: siteKeyOf(c) });
      return c.json(success({ stats: toRestQueueStats(stats) }));
    });
