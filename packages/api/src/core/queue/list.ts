import { z } from "zod";
import { type QueuedSession, type QueuePage, QueuePageInput } from "../../contract";
import { agentVerb } from "../verb";

/** One page of the account's waiting chats, longest waiting first. */
export const listQueue = agentVerb(
  QueuePageInput,
  async (ctx, page): Promise<QueuedSession[]> => (await ctx.queues.page(ctx.actor.accountId, page)).sessions,
);

/** The first page, and how many wait in all. Agents of one account who ask at once share one reading, and its very object. */
export const showQueue = agentVerb(z.unknown(), (ctx): Promise<QueuePage> => ctx.queues.page(ctx.actor.accountId));
