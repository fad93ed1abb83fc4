import { findSession, requeueSession } from "@chat/db";
import { agentTopic, sessionTopic } from "../bus";
import type { Deps } from "../deps";
import { announceQueueChange } from "../queue/announce";

/** Puts a chat whose agent is gone back where it stood in the queue. False when it was no longer that agent's. */
export async function requeueFromAgent(deps: Deps, sessionId: string, agentId: number): Promise<boolean> {
  if (!(await requeueSession(deps.db, sessionId, agentId))) return false;
  const requeued = { type: "session.requeued", sessionId, agentId } as const;
  deps.bus.publish(sessionTopic(sessionId), requeued);
  deps.bus.publish(agentTopic(agentId), requeued);
  const session = await findSession(deps.db, sessionId);
  if (session?.status === "waiting" && session.escalatedAt) announceQueueChange(deps, { ...session, escalatedAt: session.escalatedAt });
  return true;
}
