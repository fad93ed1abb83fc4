import { deleteLeases, insertLease, listLeases, renewLeases, touchAgents } from "@chat/db";
import type { Deps } from "../deps";
import { every } from "../every";
import { type PresentAgent, tellOnline } from "./online";
import { sweepPresence } from "./sweep";

/** A process that dies leaves its agents online for this long. */
export const LEASE_MS = 30_000;
/** A lease that ends so soon is renewed. */
const DUE_MS = 20_000;
const SWEEP_MS = 1_000;

/** Renews the leases of this process's connections and looks after those that others left behind. */
export interface LeaseKeeper {
  add(connectionId: string, agent: PresentAgent): void;
  remove(connectionId: string): void;
  /** Gives up every lease: the grace time of the agents' chats runs from now. */
  stop(): Promise<void>;
}

export function createLeaseKeeper(deps: Deps): LeaseKeeper {
  const held = new Map<string, PresentAgent>();
  const agentIds = () => [...new Set([...held.values()].map((agent) => agent.id))];

  /** What is due is read from the leases themselves: only the database's clock says when they end. */
  async function renewDue(): Promise<void> {
    const connectionIds = [...held.keys()];
    const leases = await listLeases(deps.db, connectionIds, DUE_MS);
    if (leases.some(({ isDue }) => isDue)) {
      await renewLeases(deps.db, connectionIds, LEASE_MS);
      await touchAgents(deps.db, agentIds());
    }
    if (leases.length === connectionIds.length) return;
    const kept = new Set(leases.map(({ connectionId }) => connectionId));
    for (const connectionId of connectionIds) if (!kept.has(connectionId)) await restore(connectionId);
  }

  /** Another process took this one for dead, while it stood still or had no database. */
  async function restore(connectionId: string): Promise<void> {
    const agent = held.get(connectionId);
    if (!agent) return;
    await insertLease(deps.db, { connectionId, agentId: agent.id }, LEASE_MS);
    if (held.has(connectionId)) await tellOnline(deps, agent);
    else await deleteLeases(deps.db, [connectionId]);
  }

  // Never the other way round: after a stand-still, or without a database for a while, a sweep would take this process's own agents for dead.
  const timer = every(deps, SWEEP_MS, async () => {
    await renewDue();
    await sweepPresence(deps);
  });
  return {
    add: (connectionId, agent) => held.set(connectionId, agent),
    remove: (connectionId) => held.delete(connectionId),
    async stop() {
      clearInterval(timer);
      await touchAgents(deps.db, agentIds());
      await deleteLeases(deps.db, [...held.keys()]);
      held.clear();
    },
  };
}
