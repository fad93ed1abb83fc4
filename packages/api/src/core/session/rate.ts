import { findLastAssignment, putRating, withTransaction } from "@chat/db";
import { LIMITS, RateInput } from "../../contract";
import { Conflict } from "../errors";
import { publicVerb } from "../verb";
import { resumeSession, unknownSession } from "./open";

/**
 * Rates a chat from 1 to 5, and with it the agent who has it or had it last. Rating again replaces the rating, within ten minutes of
 * the first; both instants are those of this server's clock.
 * @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN · Conflict RATING_LATE, and the rating stays as it is
 */
export const rateChat = publicVerb(RateInput, async (ctx, input): Promise<void> => {
  const { sessionId, siteKey } = await resumeSession(ctx, input);
  const last = await findLastAssignment(ctx.db, sessionId);
  const createdAt = ctx.now();
  const rating = { sessionId, siteKey, agentId: last?.agentId ?? null, score: input.score, comment: input.comment ?? null, createdAt };
  const since = new Date(createdAt.getTime() - LIMITS.ratingChangeMinutes * 60_000);
  const outcome = await withTransaction(ctx.db, (tx) => putRating(tx, rating, { since }));
  if (outcome === "unknown") throw unknownSession();
  if (outcome === "late") throw new Conflict("RATING_LATE", `A rating can be changed for ${LIMITS.ratingChangeMinutes} minutes`);
});
