import {
  type AgentFacts,
  type Db,
  findAgents,
  findUsers,
  findWidgets,
  listStaffedAccounts,
  type UserFacts,
  type WidgetFacts,
} from "@chat/db";
import { readTogether } from "./read-together";
import { createWidgetPages, type WidgetPageRef, type WidgetRows } from "./widget/pages";

/**
 * The rows that most requests begin with. Those who ask at the same time share a statement, which began after each of them
 * had asked: so nothing is kept, and what another process committed is seen by the very next request. Not for use within a
 * transaction, which has its own view.
 */
export interface Reads {
  widget(siteKey: string): Promise<WidgetFacts | undefined>;
  user(id: number): Promise<UserFacts | undefined>;
  agent(id: number): Promise<AgentFacts | undefined>;
  /** Whether an active agent of the account is online. */
  isStaffed(accountId: number): Promise<boolean>;
  widgetPage(which: WidgetPageRef): Promise<WidgetRows>;
}

export function createReads(db: Db): Reads {
  return {
    widget: readTogether(async (siteKeys: string[]) => by("siteKey", await findWidgets(db, siteKeys))),
    user: readTogether(async (ids: number[]) => by("id", await findUsers(db, ids))),
    agent: readTogether(async (ids: number[]) => by("id", await findAgents(db, ids))),
    isStaffed: readTogether(async (ids: number[]) => {
      const staffed = new Set(await listStaffedAccounts(db, ids));
      return (id) => staffed.has(id);
    }),
    widgetPage: createWidgetPages(db),
  };
}

function by<K extends string, R extends Record<K, unknown>>(name: K, rows: readonly R[]): (key: R[K]) => R | undefined {
  const found = new Map(rows.map((row) => [row[name], row]));
  return (key) => found.get(key);
}
