import { z } from "zod";
import { Instant, rowId, text } from "./fields";
import { LIMITS } from "./limits";

const question = text("Question", 1, LIMITS.questionMaxChars);
const answer = text("Answer", 1, LIMITS.answerMaxChars);

export const PairRef = z.object({ pairId: rowId("Pair id") });
export const CreatePairInput = z.object({ question, answer });
export const UpdatePairInput = PairRef.extend({ question, answer });

/** One question with its answer: what the built-in assistant answers from. */
export const KnowledgePair = z.object({ id: z.number(), question: z.string(), answer: z.string(), updatedAt: Instant });
export type KnowledgePair = z.infer<typeof KnowledgePair>;
