import { type Core, escalate, showTranscript } from "@chat/api/core";
import { Hono } from "hono";
import { success, toRestMessage } from "../envelope";
import { formatWholeMinutes } from "../formats";
import { asAnyone, asBearer, readBody, sessionIdOf, siteKeyOf } from "./request";

export const sessionRoutes = (core: Core) =>
  new Hono()
    .post("/escalate/:siteKey/:sessionId", async (c) => {
      const { reason } = await readBody(c);
      const { position, estimatedWait } = await escalate(asAnyone(core), { siteKey: siteKeyOf(c), sessionId: sessionIdOf(c), reason });
      return c.json(success({ sessionId: sessionIdOf(c), queuePosition: position, estimatedWait }, "Chat escalated to human agent"));
    })
    .get("/sessions/:sessionId/messages", async (c) => {
      const transcript = await showTranscript(await asBearer(core, c), { sessionId: sessionIdOf(c) });
      const customerInfo = {
        name: transcript.visitorName,
        email: transcript.visitorEmail,
        business: transcript.businessName,
        waitingTime: formatWholeMinutes(transcript.waitingSeconds),
      };
      return c.json({ success: true, messages: transcript.messages.map(toRestMessage), customerInfo });
    });
