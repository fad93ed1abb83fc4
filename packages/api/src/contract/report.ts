import { z } from "zod";

/** Measured from rows; 0 when there is nothing to measure. */
export const Overview = z.object({
  totalWidgets: z.number(),
  activeWidgets: z.number(),
  inactiveWidgets: z.number(),
  totalChats: z.number(),
  totalMessages: z.number(),
  /** Mean seconds from a visitor's message to the next human or AI reply. */
  averageResponseSeconds: z.number(),
  /** Mean rating 1-5, to one decimal. */
  customerSatisfaction: z.number(),
});
export type Overview = z.infer<typeof Overview>;

export const AgentStats = z.object({
  chatsHandled: z.number(),
  activeChats: z.number(),
  /** Mean seconds from a visitor's message to this agent's next reply. */
  averageResponseSeconds: z.number(),
  customerSatisfaction: z.number(),
});
export type AgentStats = z.infer<typeof AgentStats>;

export const QueueStats = z.object({
  waitingSessions: z.number(),
  availableAgents: z.number(),
  /** Mean seconds from escalation to accept over the last day. */
  averageWaitSeconds: z.number(),
});
export type QueueStats = z.infer<typeof QueueStats>;
