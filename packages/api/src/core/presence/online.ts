import { markOffline, markOnline } from "@chat/db";
import { accountTopic } from "../bus";
import type { Deps } from "../deps";
import { announceStaffing } from "../staffing/announce";

export interface PresentAgent {
  readonly id: number;
  readonly accountId: number;
}

/** For an agent who has a lease: marks it online, and tells its account if it was not. */
export async function tellOnline(deps: Deps, agent: PresentAgent): Promise<void> {
  if (await markOnline(deps.db, agent.id)) tell(deps, agent, true);
}

/** Marks an agent without any lease in force offline, and tells its account if it was not. */
export async function tellOffline(deps: Deps, agent: { id: number; accountId: number | null }): Promise<void> {
  if (await markOffline(deps.db, agent.id)) tell(deps, agent, false);
}

function tell(deps: Deps, { id, accountId }: { id: number; accountId: number | null }, isOnline: boolean): void {
  if (accountId !== null) deps.bus.publish(accountTopic(accountId), { type: "agent.presence_changed", agentId: id, isOnline });
  announceStaffing(deps, accountId);
}
