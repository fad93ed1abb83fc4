import { queueSession, type SessionFacts } from "@chat/db";
import { EscalateInput, type QueuePlace } from "../../contract";
import { sessionTopic } from "../bus";
import type { Ctx } from "../context";
import { Conflict } from "../errors";
import { announceQueueChange, type Moved, moveInQueue } from "../queue/announce";
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

  return ctx.doubts.watch(before.sessionId, async () => {
    const { sessionId } = before;
    const escalatedAt = ctx.now();
    const moved = await moveInQueue(ctx, sessionId, true, async (tx): Promise<Moved | null> => {
      const epoch = await queueSession(tx, sessionId, escalatedAt, input.reason?.trim() || null);
      return epoch === null ? null : { epoch, waiter: { ...before, escalatedAt } };
    });
    if (!moved) return placeOf(ctx, await notClosed(ctx, input));
    const place = await placeOf(ctx, { ...before, status: "waiting", aiMode: false, escalatedAt });
    ctx.bus.publish(sessionTopic(sessionId), { type: "session.escalated", sessionId, epoch: moved.epoch, ...place });
    announceQueueChange(ctx, before, moved.change);
    return place;
  });
}

async function notClosed(ctx: Ctx, input: { siteKey: string; sessionId: string }): Promise<SessionFacts> {
  const session = await namedSession(ctx, input);
  if (stateOf(session) === "closed") throw new Conflict("SESSION_CLOSED", "This chat is closed");
  return session;
}
