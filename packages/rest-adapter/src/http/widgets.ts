import {
  type Core,
  createWidget,
  deleteWidget,
  listWidgets,
  showOverview,
  showWidget,
  showWidgetConfig,
  updateWidget,
} from "@chat/api/core";
import { Hono } from "hono";
import { done, fromRestWidget, success, toRestOverview, toRestWidget } from "../envelope";
import { asAnyone, asBearer, readBody, siteKeyOf } from "./request";

export const widgetRoutes = (core: Core) =>
  new Hono()
    .get("/", async (c) => {
      const ctx = await asBearer(core, c);
      const { page, limit } = c.req.query();
      const [{ widgets, pagination }, overview] = await Promise.all([listWidgets(ctx, { page, limit }), showOverview(ctx, {})]);
      return c.json(success({ widgets: widgets.map(toRestWidget), stats: toRestOverview(overview), pagination }));
    })
    .post("/", async (c) => {
      const ctx = await asBearer(core, c);
      const widget = await createWidget(ctx, fromRestWidget(await readBody(c)));
      return c.json(success({ widget: toRestWidget(widget) }, "Widget created successfully"), 201);
    })
    .get("/stats/overview", async (c) => {
      const overview = await showOverview(await asBearer(core, c), {});
      return c.json(success({ stats: toRestOverview(overview) }));
    })
    .get("/:siteKey/config", async (c) => {
      const config = await showWidgetConfig(asAnyone(core), { siteKey: siteKeyOf(c) });
      const etag = `"${Bun.hash(JSON.stringify(config)).toString(36)}"`;
      // Kept, but asked about each time: a change of the widget shows at the next page view.
      const headers = { ETag: etag, "Cache-Control": "public, no-cache" };
      return c.req.header("if-none-match")?.includes(etag) ? c.body(null, 304, headers) : c.json(config, 200, headers);
    })
    .get("/:siteKey", async (c) => {
      const widget = await showWidget(await asBearer(core, c), { siteKey: siteKeyOf(c) });
      return c.json(success({ widget: toRestWidget(widget) }));
    })
    .put("/:siteKey", async (c) => {
      const ctx = await asBearer(core, c);
      const widget = await updateWidget(ctx, { ...fromRestWidget(await readBody(c)), siteKey: siteKeyOf(c) });
      return c.json(success({ widget: toRestWidget(widget) }, "Widget updated successfully"));
    })
    .delete("/:siteKey", async (c) => {
      await deleteWidget(await asBearer(core, c), { siteKey: siteKeyOf(c) });
      return c.json(done("Widget deleted successfully"));
    });
