import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { holdCursor } from "../roll-up/cursor";
import { type AgentSums, growSums } from "../roll-up/sums";
import { lockWidgets } from "../roll-up/widgets";
import { ratings, sessions } from "../schema";

export interface NewRating {
  sessionId: string;
  siteKey: string;
  agentId: number | null;
  score: number;
  comment: string | null;
  /** Without it: now, by the database's clock. */
  createdAt?: Date;
}

type Rated = Pick<NewRating, "siteKey" | "agentId" | "score">;

/**
 * A session has one rating: rating again replaces it, and what the earlier one added to the sums with it.
 * In a transaction of its own: the session is locked first, so that who rates at the same time takes turns.
 * @param replaceable rated first at this instant or later: an earlier rating stays. Without it any is replaced
 * @returns `late` when an earlier one stays, `unknown` when there is no such session
 */
export async function putRating(
  tx: DbOrTx,
  { siteKey, ...rating }: NewRating,
  replaceable?: { since: Date },
): Promise<"stored" | "late" | "unknown"> {
  // First of all, as a roll-up does: what is read afterwards is read as of now.
  const foldedTo = await holdCursor(tx, "ratings");
  // Before the session: a deletion takes them in this order.
  await lockWidgets(tx, [{ siteKey }]);
  const locked = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.sessionId, rating.sessionId), eq(sessions.siteKey, siteKey)))
    .for("update");
  if (locked.length === 0) return "unknown";
  const [earlier] = await tx
    .select({ id: ratings.id, agentId: ratings.agentId, score: ratings.score, createdAt: ratings.createdAt })
    .from(ratings)
    .where(eq(ratings.sessionId, rating.sessionId));
  if (earlier && replaceable && earlier.createdAt < replaceable.since) return "late";
  if (earlier && earlier.id <= foldedTo) await exchange(tx, { ...earlier, siteKey }, { ...rating, siteKey });
  await tx
    .insert(ratings)
    .values(rating)
    .onDuplicateKeyUpdate({ set: { score: rating.score, comment: rating.comment, agentId: rating.agentId } });
  return "stored";
}

const part = ({ siteKey, agentId, score }: Rated, ratings: 1 | -1): AgentSums[] =>
  agentId === null ? [] : [{ agentId, siteKey, ratings, scores: ratings * score }];

const exchange = (tx: DbOrTx, earlier: Rated, later: Rated): Promise<void> =>
  growSums(tx, {
    widgets: [{ siteKey: later.siteKey, scores: later.score - earlier.score }],
    agents: [...part(earlier, -1), ...part(later, 1)],
  });
