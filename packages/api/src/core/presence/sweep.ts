import { deleteExpiredLeases, listAbandonedSessions, listGhosts, markOffline } from "@chat/db";
import { accountTopic } from "../bus";
import type { Deps } from "../deps";
import { requeueFromAgent } from "../session/requeue";

/** Takes agents whose leases ran out offline, and gives the chats of those gone for longer than the grace time back to the queue. */
export async function sweepPresence(deps: Deps): Promise<void> {
  const now = new Date();
  await deleteExpiredLeases(deps.db, now);
  for (const { agentId, accountId } of await listGhosts(deps.db, now)) {
    const changed = await markOffline(deps.db, agentId, now);
    if (changed && accountId !== null)
      deps.bus.publish(accountTopic(accountId), { type: "agent.presence_changed", agentId, isOnline: false });
  }
  const seenBefore = new Date(deps.now().getTime() - deps.agentGraceSeconds * 1000);
  for (const { sessionId, agentId } of await listAbandonedSessions(deps.db, now, seenBefore)) {
    await requeueFromAgent(deps, sessionId, agentId);
  }
}
