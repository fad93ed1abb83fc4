import { PageInput, WidgetRef } from "@chat/api/contract";
import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { dataEnvelope, doneEnvelope, toldEnvelope } from "../schemas/envelopes";
import { NewWidget, RestOverview, RestWidget, RestWidgetPage, WidgetPatch } from "../schemas/widget";
import { answer, BY_ADMIN, body, refusals } from "./describe";
import { NEW_WIDGET, OVERVIEW, WIDGET } from "./examples";

const tags = ["Widgets"];
const OneWidget = z.object({ widget: RestWidget });

export const listWidgetsRoute = createRoute({
  method: "get",
  path: "/widgets",
  operationId: "listWidgets",
  tags,
  summary: "List all widgets",
  security: BY_ADMIN,
  request: { query: PageInput },
  responses: {
    200: answer("A page of the account's widgets, and its figures", dataEnvelope(RestWidgetPage), {
      success: true,
      data: {
        widgets: [WIDGET],
        stats: {
          total_widgets: 1,
          active_widgets: 1,
          inactive_widgets: 0,
          total_chats: 15,
          total_messages: 245,
          average_response_time: "2.5 min",
          customer_satisfaction: 4.2,
        },
        pagination: { page: 1, limit: 50, total: 1 },
      },
    }),
    ...refusals(400, 401, 403),
  },
});

export const createWidgetRoute = createRoute({
  method: "post",
  path: "/widgets",
  operationId: "createWidget",
  tags,
  summary: "Create new widget",
  security: BY_ADMIN,
  request: { body: body(NewWidget, NEW_WIDGET) },
  responses: {
    201: answer("The widget with its site key", toldEnvelope("Widget created successfully", OneWidget), {
      success: true,
      message: "Widget created successfully",
      data: { widget: { ...WIDGET, ...NEW_WIDGET, id: 2, site_key: "widget-def456" } },
    }),
    ...refusals(400, 401, 403, 413),
  },
});

export const overviewRoute = createRoute({
  method: "get",
  path: "/widgets/stats/overview",
  operationId: "showOverview",
  tags,
  summary: "Get widget statistics",
  description: "Measured over all widgets of the account.",
  security: BY_ADMIN,
  responses: {
    200: answer("The account's figures", dataEnvelope(z.object({ stats: RestOverview })), { success: true, data: { stats: OVERVIEW } }),
    ...refusals(401, 403),
  },
});

export const showWidgetRoute = createRoute({
  method: "get",
  path: "/widgets/{siteKey}",
  operationId: "showWidget",
  tags,
  summary: "Get single widget",
  security: BY_ADMIN,
  request: { params: WidgetRef },
  responses: {
    200: answer("The widget", dataEnvelope(OneWidget), { success: true, data: { widget: WIDGET } }),
    ...refusals(401, 403, 404),
  },
});

export const updateWidgetRoute = createRoute({
  method: "put",
  path: "/widgets/{siteKey}",
  operationId: "updateWidget",
  tags,
  summary: "Update widget",
  description: "Partial updates are allowed: what is absent stays as it is.",
  security: BY_ADMIN,
  request: {
    params: WidgetRef,
    body: body(WidgetPatch, { widget_title: "Updated Chat Title", primary_color: "#00ff00", is_active: false }),
  },
  responses: {
    200: answer("The widget as it is now", toldEnvelope("Widget updated successfully", OneWidget), {
      success: true,
      message: "Widget updated successfully",
      data: { widget: { ...WIDGET, widget_title: "Updated Chat Title", primary_color: "#00ff00", is_active: false } },
    }),
    ...refusals(400, 401, 403, 404, 413),
  },
});

export const deleteWidgetRoute = createRoute({
  method: "delete",
  path: "/widgets/{siteKey}",
  operationId: "deleteWidget",
  tags,
  summary: "Delete widget",
  description: "Its chats go with it.",
  security: BY_ADMIN,
  request: { params: WidgetRef },
  responses: {
    200: answer("It is gone", doneEnvelope("Widget deleted successfully"), { success: true, message: "Widget deleted successfully" }),
    ...refusals(401, 403, 404),
  },
});
