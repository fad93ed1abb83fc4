import { z } from "zod";
import { CreatePairInput, KnowledgePair, PairRef, UpdatePairInput } from "../../../contract";
import { createPair, deletePair, listPairs, updatePair } from "../../../core";
import { router } from "../../init";
import { adminProcedure } from "../../procedures";

export const knowledgeRouter = router({
  list: adminProcedure.output(z.array(KnowledgePair)).query(({ ctx }) => listPairs(ctx.verb, {})),
  create: adminProcedure
    .input(CreatePairInput)
    .output(KnowledgePair)
    .mutation(({ ctx, input }) => createPair(ctx.verb, input)),
  update: adminProcedure
    .input(UpdatePairInput)
    .output(KnowledgePair)
    .mutation(({ ctx, input }) => updatePair(ctx.verb, input)),
  delete: adminProcedure
    .input(PairRef)
    .output(z.void())
    .mutation(({ ctx, input }) => deletePair(ctx.verb, input)),
});
