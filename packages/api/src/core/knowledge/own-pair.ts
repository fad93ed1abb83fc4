import { findPair, type PairFacts } from "@chat/db";
import type { KnowledgePair } from "../../contract";
import { accountTopic } from "../bus";
import type { AdminActor, Ctx } from "../context";
import { NotFound } from "../errors";

export const unknownPair = () => new NotFound("PAIR_UNKNOWN", "Answer not found");

export const toPair = (pair: PairFacts): KnowledgePair => ({
  id: pair.id,
  question: pair.question,
  answer: pair.answer,
  updatedAt: pair.updatedAt.toISOString(),
});

/** @throws NotFound PAIR_UNKNOWN, for another account's too */
export async function ownPair(ctx: Ctx<AdminActor>, pairId: number): Promise<KnowledgePair> {
  const pair = await findPair(ctx.db, { accountId: ctx.actor.accountId, pairId });
  if (!pair) throw unknownPair();
  return toPair(pair);
}

/** The assistant answers from what it has read: it must read again. */
export function tellKnowledgeChanged({ bus, actor: { accountId } }: Ctx<AdminActor>): void {
  bus.publish(accountTopic(accountId), { type: "knowledge.changed", accountId });
}
