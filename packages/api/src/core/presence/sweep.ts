import { deleteExpiredLeases, listAbandonedSessions, listGhosts } from "@chat/db";
import type { Deps } from "../deps";
import { requeueFromAgent } from "../session/requeue";
import { tellOffline } from "./online";

/** Takes agents whose leases ran out offline, and gives the chats of those gone for longer than the grace time back to the queue. */
export async function sweepPresence(deps: Deps): Promise<void> {
  const now = new Date();
  await deleteExpiredLeases(deps.db, now);
  for (const { agentId, accountId } of await listGhosts(deps.db, now)) {
    await tellOffline(deps, { id: agentId, accountId });
  }
  const seenBefore = new Date(deps.now().getTime() - deps.agentGraceSeconds * 1000);
  for (const { sessionId, agentId } of await listAbandonedSessions(deps.db, now, seenBefore)) {
    await requeueFromAgent(deps, sessionId, agentId);
  }
}
