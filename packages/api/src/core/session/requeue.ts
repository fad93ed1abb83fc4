import { findSession, lockPlace, requeueSession } from "@chat/db";
import { agentTopic, sessionTopic } from "../bus";
import type { Deps } from "../deps";
import { announceQueueChange, moveInQueue } from "../queue/announce";

/** Puts a chat whose agent is gone back where it stood in the queue. False when it was no longer that agent's. */
export async function requeueFromAgent(deps: Deps, sessionId: string, agentId: number): Promise<boolean> {
  const session = await findSession(deps.db, sessionId);
  if (!session) return false;
  const change = await moveInQueue(deps, session, true, async (tx) => {
    // A chat that an older client assigned may have no place to go back to: it goes to the end.
    const escalatedAt = (await lockPlace(tx, sessionId))?.escalatedAt ?? deps.now();
    return (await requeueSession(tx, sessionId, agentId, escalatedAt)) ? escalatedAt : null;
  });
  if (!change) return false;
  const requeued = { type: "session.requeued", sessionId, agentId } as const;
  deps.bus.publish(sessionTopic(sessionId), requeued);
  deps.bus.publish(agentTopic(agentId), requeued);
  announceQueueChange(deps, session, change);
  return true;
}
