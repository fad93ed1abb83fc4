import { z } from "zod";
import type { QueueStats } from "../../contract";
import { agentVerb } from "../verb";

/** The queues of all the account's widgets together in numbers, for its agents. */
export const showAccountQueueStats = agentVerb(z.unknown(), (ctx): Promise<QueueStats> => ctx.queues.accountStats(ctx.actor.accountId));
