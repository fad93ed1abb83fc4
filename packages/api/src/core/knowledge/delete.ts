import { deletePair as deletePairRow } from "@chat/db";
import { PairRef } from "../../contract";
import { adminVerb } from "../verb";
import { tellKnowledgeChanged, unknownPair } from "./own-pair";

/** @throws NotFound PAIR_UNKNOWN, for another account's too */
export const deletePair = adminVerb(PairRef, async (ctx, { pairId }): Promise<void> => {
  if (!(await deletePairRow(ctx.db, { accountId: ctx.actor.accountId, pairId }))) throw unknownPair();
  tellKnowledgeChanged(ctx);
});
