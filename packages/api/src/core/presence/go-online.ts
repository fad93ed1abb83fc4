import { deleteLeases, insertLease, markOffline, markOnline, touchAgents } from "@chat/db";
import { accountTopic } from "../bus";
import type { AgentActor, Ctx } from "../context";
import { randomId } from "../crypto";
import { type LeaseKeeper, leaseEnd } from "./keeper";

/**
 * An agent's connection is open: it is online while one of its connections is.
 * @returns a function that ends this connection's share; the grace time of the agent's chats runs from the last one's end
 */
export async function goOnline(ctx: Ctx<AgentActor>, keeper: LeaseKeeper): Promise<() => void> {
  const agentId = ctx.actor.id;
  const connectionId = randomId();
  await insertLease(ctx.db, { connectionId, agentId, expiresAt: leaseEnd() });
  keeper.add(connectionId, agentId);
  if (await markOnline(ctx.db, agentId, ctx.now())) tell(ctx, true);
  let released = false;

  async function release() {
    keeper.remove(connectionId);
    await deleteLeases(ctx.db, [connectionId]);
    await touchAgents(ctx.db, [agentId], ctx.now());
    if (await markOffline(ctx.db, agentId, new Date())) tell(ctx, false);
  }
  return () => {
    if (!released) ctx.background.run(release());
    released = true;
  };
}

function tell(ctx: Ctx<AgentActor>, isOnline: boolean): void {
  ctx.bus.publish(accountTopic(ctx.actor.accountId), { type: "agent.presence_changed", agentId: ctx.actor.id, isOnline });
}
