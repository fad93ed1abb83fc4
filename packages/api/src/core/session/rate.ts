import { findLastAssignment, putRating, withTransaction } from "@chat/db";
import { RateInput } from "../../contract";
import { publicVerb } from "../verb";
import { resumeSession, unknownSession } from "./open";

/**
 * Rates a chat from 1 to 5, and with it the agent who has it or had it last. Rating again replaces the rating.
 * @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN
 */
export const rateChat = publicVerb(RateInput, async (ctx, input): Promise<void> => {
  const { sessionId, siteKey } = await resumeSession(ctx, input);
  const last = await findLastAssignment(ctx.db, sessionId);
  const rating = { sessionId, siteKey, agentId: last?.agentId ?? null, score: input.score, comment: input.comment ?? null };
  if (!(await withTransaction(ctx.db, (tx) => putRating(tx, rating)))) throw unknownSession();
});
