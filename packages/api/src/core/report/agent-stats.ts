import { z } from "zod";
import type { AgentStats } from "../../contract";
import { agentVerb } from "../verb";
import { toOneDecimal } from "./rounding";

/** The agent's own work in numbers, each measured from its rows. */
export const showAgentStats = agentVerb(z.unknown(), async (ctx): Promise<AgentStats> => {
  const { chats, activeChats, meanReplySeconds, meanRating } = await ctx.reports.ofAgent(ctx.actor);
  return {
    chatsHandled: chats,
    activeChats,
    averageResponseSeconds: meanReplySeconds,
    customerSatisfaction: toOneDecimal(meanRating),
  };
});
