import type { Deps } from "../deps";

/**
 * Whether an agent who may serve the account's widgets is online. Every agent of an account serves all of its widgets.
 * @param accountId null for a widget that is nobody's, which nobody serves
 */
export const isStaffed = async ({ reads }: Pick<Deps, "reads">, accountId: number | null): Promise<boolean> =>
  accountId !== null && reads.isStaffed(accountId);
