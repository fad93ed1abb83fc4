import { listWaiting } from "@chat/db";
import { z } from "zod";
import type { QueuedSession } from "../../contract";
import { toQueuedSession } from "../session/view";
import { agentVerb } from "../verb";

/** The account's waiting chats, longest waiting first. */
export const listQueue = agentVerb(
  z.unknown(),
  async (ctx): Promise<QueuedSession[]> => (await listWaiting(ctx.db, ctx.actor.accountId)).map(toQueuedSession),
);
