import { countOnlineAgents } from "@chat/db";
import { type QueueStats, WidgetRef } from "../../contract";
import { adminVerb } from "../verb";
import { ownWidget } from "../widget/own-widget";

/** One widget's queue in numbers. @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN */
export const showQueueStats = adminVerb(WidgetRef, async (ctx, { siteKey }): Promise<QueueStats> => {
  const { accountId } = ctx.actor;
  await ownWidget(ctx, accountId, siteKey);
  const [line, availableAgents] = await Promise.all([ctx.queues.lines.of(siteKey), countOnlineAgents(ctx.db, accountId)]);
  const { meanWaitSeconds } = await ctx.queues.waits.of(line);
  return { waitingSessions: line.places.length, availableAgents, averageWaitSeconds: meanWaitSeconds };
});
