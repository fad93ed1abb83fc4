import { meaningfulWords } from "./words";

export interface Pair {
  question: string;
  answer: string;
}

/** Below this share of the question's meaning an answer would be a guess. */
export const MIN_SCORE = 0.5;

/** A word that no pair holds speaks against all of them, but less than the rarest one they hold: people add words of their own. */
const UNKNOWN_WEIGHT = 0.45;

/** A word of the answer says less about what a pair is about than a word of its question. */
const ANSWER_WEIGHT = 0.6;

/**
 * The pair that fits a question best, with its score from 0 to 1: the share of the question's words that the pair holds,
 * each weighed by how rare it is among all pairs (inverse document frequency, as in BM25), so that "order" counts for little in a shop.
 */
export function bestPair<P extends Pair>(question: string, pairs: P[]): { pair: P; score: number } | null {
  const asked = [...new Set(meaningfulWords(question))];
  if (asked.length === 0) return null;
  const indexed = pairs.map((pair) => ({
    pair,
    question: new Set(meaningfulWords(pair.question)),
    answer: new Set(meaningfulWords(pair.answer)),
  }));
  const rarity = new Map(
    asked.map((word) => {
      const holders = indexed.filter((entry) => entry.question.has(word) || entry.answer.has(word)).length;
      return [word, holders === 0 ? UNKNOWN_WEIGHT * inverseFrequency(1, pairs.length) : inverseFrequency(holders, pairs.length)];
    }),
  );
  const whole = asked.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0);

  let best: { pair: P; score: number } | null = null;
  for (const { pair, question: inQuestion, answer: inAnswer } of indexed) {
    const held = asked.reduce(
      (sum, word) => sum + (rarity.get(word) ?? 0) * (inQuestion.has(word) ? 1 : inAnswer.has(word) ? ANSWER_WEIGHT : 0),
      0,
    );
    const score = held / whole;
    if (score > (best?.score ?? 0)) best = { pair, score };
  }
  return best;
}

const inverseFrequency = (holders: number, all: number): number => Math.log(1 + (all - holders + 0.5) / (holders + 0.5));
