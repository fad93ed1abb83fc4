import { deleteLeases, renewLeases, touchAgents } from "@chat/db";
import type { Deps } from "../deps";
import { every } from "../every";
import { sweepPresence } from "./sweep";

/** A process that dies leaves its agents online for this long. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const SWEEP_MS = 1_000;

export const leaseEnd = () => new Date(Date.now() + LEASE_MS);

/** Renews the leases of this process's connections and looks after those that others left behind. */
export interface LeaseKeeper {
  add(connectionId: string, agentId: number): void;
  remove(connectionId: string): void;
  /** Gives up every lease: the grace time of the agents' chats runs from now. */
  stop(): Promise<void>;
}

export function createLeaseKeeper(deps: Deps): LeaseKeeper {
  const held = new Map<string, number>();
  const renew = async () => {
    await renewLeases(deps.db, [...held.keys()], leaseEnd());
    await touchAgents(deps.db, [...new Set(held.values())], deps.now());
  };
  let renewedAt = Date.now();
  // Never the other way round: after a stand-still, or without a database for a while, a sweep would take this process's own agents for dead.
  const timer = every(deps, SWEEP_MS, async () => {
    if (Date.now() - renewedAt >= RENEW_MS) {
      await renew();
      renewedAt = Date.now();
    }
    await sweepPresence(deps);
  });
  return {
    add: (connectionId, agentId) => held.set(connectionId, agentId),
    remove: (connectionId) => held.delete(connectionId),
    async stop() {
      clearInterval(timer);
      await touchAgents(deps.db, [...new Set(held.values())], deps.now());
      await deleteLeases(deps.db, [...held.keys()]);
      held.clear();
    },
  };
}
