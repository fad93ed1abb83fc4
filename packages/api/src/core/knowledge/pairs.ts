import {
  countPairs,
  deletePair as deletePairRow,
  findPair,
  insertPair,
  listPairs as listPairRows,
  type PairFacts,
  updatePair as updatePairRow,
} from "@chat/db";
import { z } from "zod";
import { CreatePairInput, type KnowledgePair, LIMITS, PairRef, UpdatePairInput } from "../../contract";
import type { AdminActor, Ctx } from "../context";
import { LimitExceeded, NotFound } from "../errors";
import { adminVerb } from "../verb";

const unknownPair = () => new NotFound("PAIR_UNKNOWN", "Answer not found");

const toPair = (pair: PairFacts): KnowledgePair => ({
  id: pair.id,
  question: pair.question,
  answer: pair.answer,
  updatedAt: pair.updatedAt.toISOString(),
});

async function ownPair(ctx: Ctx<AdminActor>, pairId: number): Promise<KnowledgePair> {
  const pair = await findPair(ctx.db, { accountId: ctx.actor.accountId, pairId });
  if (!pair) throw unknownPair();
  return toPair(pair);
}

/** What the account's assistant answers from, newest first. */
export const listPairs = adminVerb(
  z.unknown(),
  async (ctx): Promise<KnowledgePair[]> => (await listPairRows(ctx.db, ctx.actor.accountId)).map(toPair),
);

/** @throws LimitExceeded PAIR_LIMIT */
export const createPair = adminVerb(CreatePairInput, async (ctx, input): Promise<KnowledgePair> => {
  if ((await countPairs(ctx.db, ctx.actor.accountId)) >= LIMITS.knowledgePairsMax) {
    throw new LimitExceeded("PAIR_LIMIT", `An account holds at most ${LIMITS.knowledgePairsMax} answers`);
  }
  return ownPair(ctx, await insertPair(ctx.db, { ...input, userId: ctx.actor.accountId }));
});

/** @throws NotFound PAIR_UNKNOWN, for another account's too */
export const updatePair = adminVerb(UpdatePairInput, async (ctx, { pairId, ...pair }): Promise<KnowledgePair> => {
  if (!(await updatePairRow(ctx.db, { accountId: ctx.actor.accountId, pairId }, pair))) throw unknownPair();
  return ownPair(ctx, pairId);
});

/** @throws NotFound PAIR_UNKNOWN, for another account's too */
export const deletePair = adminVerb(PairRef, async (ctx, { pairId }): Promise<void> => {
  if (!(await deletePairRow(ctx.db, { accountId: ctx.actor.accountId, pairId }))) throw unknownPair();
});
