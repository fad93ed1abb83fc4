import {
  type AccountReport,
  countActiveChats,
  type Db,
  measureAccounts,
  measureAccountsQuickly,
  measureAgent,
  type Report,
} from "@chat/db";
import { coalesce } from "../coalesce";
import type { AgentActor } from "../context";
import { readTogether } from "../read-together";
import type { RollUp } from "./roll-up";

export interface AgentReport extends Report {
  activeChats: number;
}

/** What was measured, exact as of a moment after it was asked for. Who asks at the same time shares one reading. */
export interface Reports {
  ofAccount(accountId: number): Promise<AccountReport>;
  ofAgent(agent: Pick<AgentActor, "id" | "accountId">): Promise<AgentReport>;
}

export function createReports(db: Db, rollUp: RollUp): Reports {
  return {
    ofAccount: readTogether(async (accountIds: number[]) => {
      const quick = await measureAccountsQuickly(db, accountIds);
      if (quick) return quick;
      await rollUp.forward();
      return measureAccounts(db, accountIds);
    }),
    ofAgent: coalesce(
      async ({ id, accountId }) => {
        await rollUp.shortenTails();
        const [activeChats, report] = await Promise.all([countActiveChats(db, id), measureAgent(db, { agentId: id, accountId })]);
        return { activeChats, ...report };
      },
      ({ id }) => id,
    ),
  };
}
