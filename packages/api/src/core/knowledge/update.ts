import { updatePair as updatePairRow } from "@chat/db";
import { type KnowledgePair, UpdatePairInput } from "../../contract";
import { adminVerb } from "../verb";
import { ownPair, tellKnowledgeChanged, unknownPair } from "./own-pair";

/** @throws NotFound PAIR_UNKNOWN, for another account's too */
export const updatePair = adminVerb(UpdatePairInput, async (ctx, { pairId, ...pair }): Promise<KnowledgePair> => {
  if (!(await updatePairRow(ctx.db, { accountId: ctx.actor.accountId, pairId }, pair))) throw unknownPair();
  tellKnowledgeChanged(ctx);
  return ownPair(ctx, pairId);
});
