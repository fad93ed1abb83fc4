import type { DbOrTx } from "../client";
import { ratings } from "../schema";

/** A session has one rating: rating again replaces it. */
export async function putRating(
  db: DbOrTx,
  rating: { sessionId: string; agentId: number | null; score: number; comment: string | null },
): Promise<void> {
  await db
    .insert(ratings)
    .values(rating)
    .onDuplicateKeyUpdate({ set: { score: rating.score, comment: rating.comment, agentId: rating.agentId } });
}
