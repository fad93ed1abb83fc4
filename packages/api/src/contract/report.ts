import { z } from "zod";

/** Measured from rows. */
export const Overview = z.object({
  totalWidgets: z.number(),
  activeWidgets: z.number(),
  inactiveWidgets: z.number(),
  totalChats: z.number(),
  totalMessages: z.number(),
  /** Mean seconds from a visitor's message to the next human or AI reply, null before the first reply. */
  averageResponseSeconds: z.number().nullable(),
  /** Mean rating 1-5, to one decimal; 0 before the first rating. */
  customerSatisfaction: z.number(),
});
export type Overview = z.infer<typeof Overview>;

export const AgentStats = z.object({
  chatsHandled: z.number(),
  activeChats: z.number(),
  /** Mean seconds from a visitor's message to this agent's next reply, null before the first. */
  averageResponseSeconds: z.number().nullable(),
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
