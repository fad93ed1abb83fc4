import { queueSession, type SessionFacts } from "@chat/db";
import { EscalateInput, type QueuePlace } from "../../contract";
import { sessionTopic } from "../bus";
import type { Deps } from "../deps";
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
  deps: Deps,
  input: { siteKey: string; sessionId: string; reason?: string | undefined },
): Promise<QueuePlace> {
  const before = await notClosed(deps, input);
  if (!afterMove(stateOf(before), "escalate")) return placeOf(deps, before);

  const moved = await queueSession(deps.db, input.sessionId, deps.now(), input.reason?.trim() || null);
  const after = await notClosed(deps, input);
  const place = await placeOf(deps, after);
  if (moved && after.escalatedAt) {
    deps.bus.publish(sessionTopic(after.sessionId), { type: "session.escalated", sessionId: after.sessionId, ...place });
    announceQueueChange(deps, { ...after, escalatedAt: after.escalatedAt });
  }
  return place;
}

async function notClosed(deps: Deps, input: { siteKey: string; sessionId: string }): Promise<SessionFacts> {
  const session = await namedSession(deps, input);
  if (stateOf(session) === "closed") throw new Conflict("SESSION_CLOSED", "This chat is closed");
  return session;
}
