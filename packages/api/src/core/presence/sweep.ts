import { deleteExpiredLeases, listAbandonedSessions, listGhosts } from "@chat/db";
import type { Deps } from "../deps";
import { requeueFromAgent } from "../session/requeue";
import { tellOffline } from "./online";

/** Takes agents whose leases ran out offline, and gives the chats of those gone for longer than the grace time back to the queue. */
export async function sweepPresence(deps: Deps): Promise<void> {
  await deleteExpiredLeases(deps.db);
  for (const { agentId, accountId } of await listGhosts(deps.db)) {
    await tellOffline(deps, { id: agentId, accountId });
  }
  for (const { sessionId, agentId } of await listAbandonedSessions(deps.db, deps.agentGraceSeconds)) {
    await requeueFromAgent(deps, sessionId, agentId);
  }
}
