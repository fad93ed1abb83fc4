import { type Core, escalate, showTranscript } from "@chat/api/core";
import { Hono } from "hono";
import { told, toRestCustomer, toRestMessage } from "../envelope";
import { historyRoute } from "../openapi/chat-routes";
import { serve } from "../openapi/serve";
import { escalateRoute } from "../openapi/visitor-routes";
import { asAnyone, asBearer, readBody, sessionIdOf, siteKeyOf } from "./request";

export function sessionRoutes(core: Core): Hono {
  const app = new Hono();
  serve(app, escalateRoute, async (c) => {
    const { reason } = await readBody(c);
    const { position, estimatedWait } = await escalate(asAnyone(core, c), { siteKey: siteKeyOf(c), sessionId: sessionIdOf(c), reason });
    return c.json(told("Chat escalated to human agent", { sessionId: sessionIdOf(c), queuePosition: position, estimatedWait }), 200);
  });
  serve(app, historyRoute, async (c) => {
    const transcript = await showTranscript(await asBearer(core, c), { sessionId: sessionIdOf(c) });
    return c.json({ success: true, messages: transcript.messages.map(toRestMessage), customerInfo: toRestCustomer(transcript) }, 200);
  });
  return app;
}
