import {
  type AccountReport,
  countActiveChats,
  countWidgets,
  type Db,
  measureAccount,
  measureAccountQuickly,
  measureAgent,
  type Report,
} from "@chat/db";
import { coalesce } from "../coalesce";
import type { AgentActor } from "../context";
import type { RollUp } from "./roll-up";

export interface AgentReport extends Report {
  activeChats: number;
}

/** What was measured, exact as of a moment after it was asked for. Who asks for the same at the same time shares one reading. */
export interface Reports {
  ofAccount(accountId: number): Promise<AccountReport>;
  ofAgent(agent: Pick<AgentActor, "id" | "accountId">): Promise<AgentReport>;
}

export function createReports(db: Db, rollUp: RollUp): Reports {
  return {
    ofAccount: coalesce(async (accountId) => {
      const quick = await measureAccountQuickly(db, accountId);
      if (quick) return quick;
      await rollUp.forward();
      const [widgets, report] = await Promise.all([countWidgets(db, accountId), measureAccount(db, accountId)]);
      return { widgets, ...report };
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
