import { countPairs, insertPair } from "@chat/db";
import { CreatePairInput, type KnowledgePair, LIMITS } from "../../contract";
import { Conflict } from "../errors";
import { adminVerb } from "../verb";
import { ownPair, tellKnowledgeChanged } from "./own-pair";

/** @throws Conflict PAIR_LIMIT */
export const createPair = adminVerb(CreatePairInput, async (ctx, input): Promise<KnowledgePair> => {
  if ((await countPairs(ctx.db, ctx.actor.accountId)) >= LIMITS.knowledgePairsMax) {
    throw new Conflict("PAIR_LIMIT", `An account holds at most ${LIMITS.knowledgePairsMax} answers`);
  }
  const pairId = await insertPair(ctx.db, { ...input, userId: ctx.actor.accountId });
  tellKnowledgeChanged(ctx);
  return ownPair(ctx, pairId);
});
