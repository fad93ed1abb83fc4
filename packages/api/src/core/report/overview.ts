import { countChats, countMessages, countWidgets, meanRatingOfAccount, meanReplySecondsOfAccount } from "@chat/db";
import { z } from "zod";
import type { Overview } from "../../contract";
import { adminVerb } from "../verb";
import { toOneDecimal } from "./rounding";

/** The account in numbers, each measured from its rows. */
export const showOverview = adminVerb(z.unknown(), async (ctx): Promise<Overview> => {
  const { accountId } = ctx.actor;
  const [widgets, totalChats, totalMessages, averageResponseSeconds, meanRating] = await Promise.all([
    countWidgets(ctx.db, accountId),
    countChats(ctx.db, accountId),
    countMessages(ctx.db, accountId),
    meanReplySecondsOfAccount(ctx.db, accountId),
    meanRatingOfAccount(ctx.db, accountId),
  ]);
  return {
    totalWidgets: widgets.total,
    activeWidgets: widgets.active,
    inactiveWidgets: widgets.total - widgets.active,
    totalChats,
    totalMessages,
    averageResponseSeconds,
    customerSatisfaction: toOneDecimal(meanRating),
  };
});
