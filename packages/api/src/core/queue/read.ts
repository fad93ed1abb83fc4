import { countOnlineAgents, countWaiting, listWaiting } from "@chat/db";
import { z } from "zod";
import { type QueuedSession, type QueuePlace, QueuePlaceInput, type QueueStats, WidgetRef } from "../../contract";
import { namedSession } from "../session/open";
import { toQueuedSession } from "../session/view";
import { adminVerb, agentVerb, publicVerb } from "../verb";
import { ownWidget } from "../widget/own-widget";
import { measureLastDay, placeOf } from "./place";

/** The account's waiting chats, longest waiting first. */
export const listQueue = agentVerb(
  z.unknown(),
  async (ctx): Promise<QueuedSession[]> => (await listWaiting(ctx.db, ctx.actor.accountId)).map(toQueuedSession),
);

/** Where a visitor stands. @throws NotFound WIDGET_UNKNOWN, SESSION_UNKNOWN */
export const showQueuePlace = publicVerb(
  QueuePlaceInput,
  async (ctx, input): Promise<QueuePlace> => placeOf(ctx, await namedSession(ctx, input)),
);

/** One widget's queue in numbers. @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN */
export const showQueueStats = adminVerb(WidgetRef, async (ctx, { siteKey }): Promise<QueueStats> => {
  const { accountId } = ctx.actor;
  await ownWidget(ctx, accountId, siteKey);
  const [waitingSessions, availableAgents, measured] = await Promise.all([
    countWaiting(ctx.db, siteKey),
    countOnlineAgents(ctx.db, accountId, ctx.now()),
    measureLastDay(ctx, siteKey),
  ]);
  return { waitingSessions, availableAgents, averageWaitSeconds: measured.meanWaitSeconds };
});
