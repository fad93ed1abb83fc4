import { countOnlineAgents, countWaiting } from "@chat/db";
import { type QueueStats, WidgetRef } from "../../contract";
import { adminVerb } from "../verb";
import { ownWidget } from "../widget/own-widget";
import { measureLastDay } from "./place";

/** One widget's queue in numbers. @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN */
export const showQueueStats = adminVerb(WidgetRef, async (ctx, { siteKey }): Promise<QueueStats> => {
  const { accountId } = ctx.actor;
  await ownWidget(ctx, accountId, siteKey);
  const [waitingSessions, availableAgents, measured] = await Promise.all([
    countWaiting(ctx.db, siteKey),
    countOnlineAgents(ctx.db, accountId, new Date()),
    measureLastDay(ctx, siteKey),
  ]);
  return { waitingSessions, availableAgents, averageWaitSeconds: measured.meanWaitSeconds };
});
