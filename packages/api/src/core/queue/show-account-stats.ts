import { countOnlineAgents, countWaitingOfAccount, measureAcceptsOfAccount } from "@chat/db";
import { z } from "zod";
import type { QueueStats } from "../../contract";
import { agentVerb } from "../verb";
import { dayBefore } from "./place";

/** The queues of all the account's widgets together in numbers, for its agents. */
export const showAccountQueueStats = agentVerb(z.unknown(), async (ctx): Promise<QueueStats> => {
  const { accountId } = ctx.actor;
  const [waitingSessions, availableAgents, measured] = await Promise.all([
    countWaitingOfAccount(ctx.db, accountId),
    countOnlineAgents(ctx.db, accountId, new Date()),
    measureAcceptsOfAccount(ctx.db, accountId, dayBefore(ctx)),
  ]);
  return { waitingSessions, availableAgents, averageWaitSeconds: measured.meanWaitSeconds };
});
