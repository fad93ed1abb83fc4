import type { Overview, WidgetConfig, WidgetPage } from "@chat/api/contract";
import {
  type Core,
  createWidget,
  deleteWidget,
  derived,
  listWidgets,
  showOverview,
  showWidget,
  showWidgetConfig,
  updateWidget,
} from "@chat/api/core";
import { Hono } from "hono";
import { done, fromRestWidget, success, told, toRestOverview, toRestWidget } from "../envelope";
import { serve } from "../openapi/serve";
import { configRoute } from "../openapi/visitor-routes";
import {
  createWidgetRoute,
  deleteWidgetRoute,
  listWidgetsRoute,
  overviewRoute,
  showWidgetRoute,
  updateWidgetRoute,
} from "../openapi/widget-routes";
import { asAnyone, asBearer, readBody, siteKeyOf } from "./request";
import { answerWritten, write } from "./written";

// Who shares what was read shares its text, too.
const writeConfig = derived((config: WidgetConfig) => write(config));
const writeList = derived(({ widgets, pagination }: WidgetPage) => {
  const listed = widgets.map(toRestWidget);
  return derived((overview: Overview) => write(success({ widgets: listed, stats: toRestOverview(overview), pagination })));
});

export function widgetRoutes(core: Core): Hono {
  const app = new Hono();
  serve(app, listWidgetsRoute, async (c) => {
    const ctx = await asBearer(core, c);
    const { page, limit } = c.req.query();
    const [widgetPage, overview] = await Promise.all([listWidgets(ctx, { page, limit }), showOverview(ctx, {})]);
    return answerWritten(c, writeList(widgetPage)(overview));
  });
  serve(app, createWidgetRoute, async (c) => {
    const ctx = await asBearer(core, c);
    const widget = await createWidget(ctx, fromRestWidget(await readBody(c)));
    return c.json(told("Widget created successfully", { widget: toRestWidget(widget) }), 201);
  });
  serve(app, overviewRoute, async (c) => {
    const overview = await showOverview(await asBearer(core, c), {});
    return c.json(success({ stats: toRestOverview(overview) }), 200);
  });
  serve(app, configRoute, async (c) => {
    const config = writeConfig(await showWidgetConfig(asAnyone(core, c), { siteKey: siteKeyOf(c) }));
    const { etag } = config;
    // Kept, but asked about each time: a change of the widget shows at the next page view.
    const headers = { ETag: etag, "Cache-Control": "public, no-cache" };
    return c.req.header("if-none-match")?.includes(etag) ? c.body(null, 304, headers) : answerWritten(c, config, headers);
  });
  serve(app, showWidgetRoute, async (c) => {
    const widget = await showWidget(await asBearer(core, c), { siteKey: siteKeyOf(c) });
    return c.json(success({ widget: toRestWidget(widget) }), 200);
  });
  serve(app, updateWidgetRoute, async (c) => {
    const ctx = await asBearer(core, c);
    const widget = await updateWidget(ctx, { ...fromRestWidget(await readBody(c)), siteKey: siteKeyOf(c) });
    return c.json(told("Widget updated successfully", { widget: toRestWidget(widget) }), 200);
  });
  serve(app, deleteWidgetRoute, async (c) => {
    await deleteWidget(await asBearer(core, c), { siteKey: siteKeyOf(c) });
    return c.json(done("Widget deleted successfully"), 200);
  });
  return app;
}
