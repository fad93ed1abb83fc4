import { countActiveChats, countHandledChats, meanRatingOfAgent, meanReplySecondsOfAgent } from "@chat/db";
import { z } from "zod";
import type { AgentStats } from "../../contract";
import { agentVerb } from "../verb";
import { toOneDecimal } from "./rounding";

/** The agent's own work in numbers, each measured from its rows. */
export const showAgentStats = agentVerb(z.unknown(), async (ctx): Promise<AgentStats> => {
  const [chatsHandled, activeChats, averageResponseSeconds, meanRating] = await Promise.all([
    countHandledChats(ctx.db, ctx.actor.id),
    countActiveChats(ctx.db, ctx.actor.id),
    meanReplySecondsOfAgent(ctx.db, ctx.actor.id),
    meanRatingOfAgent(ctx.db, ctx.actor.id),
  ]);
  return { chatsHandled, activeChats, averageResponseSeconds, customerSatisfaction: toOneDecimal(meanRating) };
});
