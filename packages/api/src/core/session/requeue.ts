import { findSession, lockPlace, requeueSession } from "@chat/db";
import { agentTopic, sessionTopic } from "../bus";
import type { Deps } from "../deps";
import { announceQueueChange, type Moved, moveInQueue } from "../queue/announce";

/** Puts a chat whose agent is gone back where it stood in the queue. False when it was no longer that agent's. */
export async function requeueFromAgent(deps: Deps, sessionId: string, agentId: number): Promise<boolean> {
  const session = await findSession(deps.db, sessionId);
  if (!session) return false;
  const moved = await moveInQueue(deps, sessionId, true, async (tx): Promise<Moved | null> => {
    // A chat that an older client assigned may have no place to go back to: it goes to the end.
    const escalatedAt = (await lockPlace(tx, sessionId))?.escalatedAt ?? deps.now();
    const epoch = await requeueSession(tx, sessionId, agentId, escalatedAt);
    return epoch === null ? null : { epoch, waiter: { ...session, escalatedAt } };
  });
  if (!moved) return false;
  const { epoch, change } = moved;
  deps.bus.publish([sessionTopic(sessionId), agentTopic(agentId)], { type: "session.requeued", sessionId, epoch, agentId });
  announceQueueChange(deps, session, change);
  return true;
}
