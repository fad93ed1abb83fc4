import { z } from "zod";
import type { Overview } from "../../contract";
import { adminVerb } from "../verb";
import { toOneDecimal } from "./rounding";

/** The account in numbers, each measured from its rows. */
export const showOverview = adminVerb(z.unknown(), async (ctx): Promise<Overview> => {
  const { widgets, chats, messages, meanReplySeconds, meanRating } = await ctx.reports.ofAccount(ctx.actor.accountId);
  return {
    totalWidgets: widgets.total,
    activeWidgets: widgets.active,
    inactiveWidgets: widgets.total - widgets.active,
    totalChats: chats,
    totalMessages: messages,
    averageResponseSeconds: meanReplySeconds,
    customerSatisfaction: toOneDecimal(meanRating),
  };
});
