import { deleteLeases, hasLiveLease, insertLease, markPresence } from "@chat/db";
import { accountTopic } from "../bus";
import type { AgentActor, Ctx } from "../context";
import { randomId } from "../crypto";
import type { Deps } from "../deps";
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
  await mark(ctx, ctx.actor, true);
  let released = false;

  async function release() {
    keeper.remove(connectionId);
    await deleteLeases(ctx.db, [connectionId]);
    await mark(ctx, ctx.actor, await hasLiveLease(ctx.db, agentId, new Date()));
  }
  return () => {
    if (!released) ctx.background.run(release());
    released = true;
  };
}

async function mark(deps: Deps, agent: AgentActor, isOnline: boolean): Promise<void> {
  if (!(await markPresence(deps.db, agent.id, isOnline, deps.now()))) return;
  deps.bus.publish(accountTopic(agent.accountId), { type: "agent.presence_changed", agentId: agent.id, isOnline });
}
