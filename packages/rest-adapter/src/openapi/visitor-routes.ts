import { QueuePlaceInput, WidgetRef } from "@chat/api/contract";
import { createRoute } from "@hono/zod-openapi";
import { Escalated, EscalationBody, RestQueuePlace } from "../schemas/chat";
import { dataEnvelope, toldEnvelope } from "../schemas/envelopes";
import { RestWidgetConfig } from "../schemas/widget";
import { answer, BY_ANYONE, notFound, optionalBody, refusal, refusals } from "./describe";
import { SESSION_ID } from "./examples";

const tags = ["Public widget routes"];
const sessionUnknown = notFound("Session not found");
const websiteNotAllowed = refusal("The page is not of a website that the widget is for", "This website may not use this widget");

export const configRoute = createRoute({
  method: "get",
  path: "/widgets/{siteKey}/config",
  operationId: "showWidgetConfig",
  tags,
  summary: "Get widget configuration",
  description: "Used by the widget on customer websites: a bare object, revalidated by its ETag. A paused widget has none.",
  security: BY_ANYONE,
  request: { params: WidgetRef },
  responses: {
    200: answer("What the widget draws itself from", RestWidgetConfig, {
      businessName: "Acme Corp",
      widgetTitle: "Support Chat",
      welcomeMessage: "Hello! How can we help?",
      primaryColor: "#007bff",
      secondaryColor: "#6c757d",
      position: "bottom-right",
      enablePrechatForm: false,
      prechatFields: [],
    }),
    304: { description: "Unchanged since the ETag in If-None-Match" },
    ...refusals(404),
    403: websiteNotAllowed,
  },
});

export const escalateRoute = createRoute({
  method: "post",
  path: "/widgets/escalate/{siteKey}/{sessionId}",
  operationId: "escalate",
  tags,
  summary: "Escalate chat to human",
  description:
    "Puts the chat into the widget's queue; doing it twice gives the same place. While an agent has the chat both figures are 0. " +
    "A chat begins with the visitor's first message on the socket.",
  security: BY_ANYONE,
  request: {
    params: QueuePlaceInput,
    body: optionalBody(EscalationBody, { reason: "customer_requested_human", customer_frustrated: true }),
  },
  responses: {
    200: answer("The place in the queue", toldEnvelope("Chat escalated to human agent", Escalated), {
      success: true,
      message: "Chat escalated to human agent",
      data: { sessionId: SESSION_ID, queuePosition: 2, estimatedWait: 4 },
    }),
    ...refusals(400, 409, 413),
    403: websiteNotAllowed,
    404: sessionUnknown,
  },
});

export const queuePositionRoute = createRoute({
  method: "get",
  path: "/widgets/queue-position/{siteKey}/{sessionId}",
  operationId: "showQueuePosition",
  tags,
  summary: "Get queue position",
  description: "Called by the widget to show waiting customers their position: counted from 1, and 0 when the chat does not wait.",
  security: BY_ANYONE,
  request: { params: QueuePlaceInput },
  responses: {
    200: answer("Place and whole minutes", dataEnvelope(RestQueuePlace), { success: true, data: { position: 3, estimatedWait: 6 } }),
    ...refusals(),
    403: websiteNotAllowed,
    404: sessionUnknown,
  },
});
