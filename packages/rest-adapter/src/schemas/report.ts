import { AgentStats, QueueStats } from "@chat/api/contract";
import { z } from "zod";
import { AGENT_STATS_KEYS, QUEUE_STATS_KEYS } from "./keys";
import { renameShape } from "./rename";

/** "2.5 min" */
export const Min = z.string().regex(/^\d+(\.\d)? min$/);
/** "3.5 minutes", "1 minute" */
export const Minutes = z.string().regex(/^(1 minute|\d+(\.\d)? minutes)$/);

export const RestAgentStats = renameShape({ ...AgentStats.shape, averageResponseSeconds: Min }, AGENT_STATS_KEYS).meta({
  id: "AgentStats",
});
export const RestQueueStats = renameShape({ ...QueueStats.shape, averageWaitSeconds: Minutes }, QUEUE_STATS_KEYS).meta({
  id: "QueueStats",
});
