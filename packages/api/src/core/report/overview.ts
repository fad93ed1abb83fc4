import type { AccountReport } from "@chat/db";
import { z } from "zod";
import type { Overview } from "../../contract";
import { derived } from "../derived";
import { adminVerb } from "../verb";
import { toOneDecimal } from "./rounding";

/** The account in numbers, each measured from its rows. */
export const showOverview = adminVerb(z.unknown(), async (ctx) => toOverview(await ctx.reports.ofAccount(ctx.actor.accountId)));

const toOverview = derived(({ widgets, chats, messages, meanReplySeconds, meanRating }: AccountReport): Overview => {
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
