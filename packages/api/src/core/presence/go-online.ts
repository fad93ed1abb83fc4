import { deleteLeases, insertLease, touchAgents } from "@chat/db";
import type { AgentActor, Ctx } from "../context";
import { randomId } from "../crypto";
import { LEASE_MS, type LeaseKeeper } from "./keeper";
import { tellOffline, tellOnline } from "./online";

/**
 * An agent's connection is open: it is online while one of its connections is.
 * @returns a function that ends this connection's share; the grace time of the agent's chats runs from the last one's end
 */
export async function goOnline(ctx: Ctx<AgentActor>, keeper: LeaseKeeper): Promise<() => void> {
  const agentId = ctx.actor.id;
  const connectionId = randomId();
  await insertLease(ctx.db, { connectionId, agentId }, LEASE_MS);
  keeper.add(connectionId, ctx.actor);
  await tellOnline(ctx, ctx.actor);
  let released = false;

  async function release() {
    keeper.remove(connectionId);
    await deleteLeases(ctx.db, [connectionId]);
    await touchAgents(ctx.db, [agentId]);
    await tellOffline(ctx, ctx.actor);
  }
  return () => {
    if (!released) ctx.background.run(release());
    released = true;
  };
}
