import { STAFFING } from "../bus";
import type { Deps } from "../deps";

/** Who could serve the account's visitors may be others now: each process tells those of its own who wait. */
export function announceStaffing({ bus }: Pick<Deps, "bus">, accountId: number | null): void {
  if (accountId !== null) bus.publish(STAFFING, { type: "staffing.changed", accountId });
}
