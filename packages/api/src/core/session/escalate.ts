import { queueSession, type SessionFacts } from "@chat/db";
import { EscalateInput, type QueuePlace } from "../../contract";
import { sessionTopic } from "../bus";
import type { Ctx } from "../context";
import { Conflict } from "../errors";
import { announceQueueChange } from "../queue/announce";
import { placeOf } from "../queue/place";
import { publicVerb } from "../verb";
import { namedSession } from "./open";
import { afterMove, stateOf } from "./rules";

/**
 * Puts a session into its widget's queue. A queued session keeps its place; one an agent has stays with the agent.
 * @returns position (1-based, 0 with an agent) and estimated wait in whole minutes
 * @throws NotFound WIDGET_UNKNOWN, SESSION_UNKNOWN · Conflict SESSION_CLOSED
 */
export const escalate = publicVerb(EscalateInput, async (ctx, input): Promise<QueuePlace> => escalateSession(ctx, input));

export async function escalateSession(
  ctx: Ctx,
  input: { siteKey: string; sessionId: string; reason?: string | undefined },
): Promise<QueuePlace> {
  const before = await notClosed(ctx, input);
  if (!afterMove(stateOf(before), "escalate")) return placeOf(ctx, before);

  const moved = await queueSession(ctx.db, input.sessionId, ctx.now(), input.reason?.trim() || null);
  const after = await notClosed(ctx, input);
  const place = await placeOf(ctx, after);
  if (moved && after.escalatedAt) {
    ctx.bus.publish(sessionTopic(after.sessionId), { type: "session.escalated", sessionId: after.sessionId, ...place });
    announceQueueChange(ctx, { ...after, escalatedAt: after.escalatedAt });
  }
  return place;
}

async function notClosed(ctx: Ctx, input: { siteKey: string; sessionId: string }): Promise<SessionFacts> {
  const session = await namedSession(ctx, input);
  if (stateOf(session) === "closed") throw new Conflict("SESSION_CLOSED", "This chat is closed");
  return session;
}
