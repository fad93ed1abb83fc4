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

interface Entry<P extends Pair> {
  pair: P;
  question: Set<string>;
  answer: Set<string>;
}

/** Pairs by the words that carry their meaning. Making one reads every text; asking it reads none. */
export interface PairIndex<P extends Pair> {
  entries: Entry<P>[];
  /** In how many pairs a word is. */
  holders: Map<string, number>;
}

/** Pairs indexed between two looks at what else there is to do: an account's knowledge may be megabytes. */
const SLICE = 50;

export async function indexPairs<P extends Pair>(pairs: P[]): Promise<PairIndex<P>> {
  const index: PairIndex<P> = { entries: [], holders: new Map() };
  for (const [position, pair] of pairs.entries()) {
    if (position > 0 && position % SLICE === 0) await new Promise((resolve) => setImmediate(resolve));
    const entry = { pair, question: new Set(meaningfulWords(pair.question)), answer: new Set(meaningfulWords(pair.answer)) };
    index.entries.push(entry);
    for (const word of entry.question.union(entry.answer)) index.holders.set(word, (index.holders.get(word) ?? 0) + 1);
  }
  return index;
}

/**
 * The pair that fits a question best, with its score from 0 to 1: the share of the question's words that the pair holds,
 * each weighed by how rare it is among all pairs (inverse document frequency, as in BM25), so that "order" counts for little in a shop.
 */
export function bestPair<P extends Pair>(question: string, { entries, holders }: PairIndex<P>): { pair: P; score: number } | null {
  const asked = [...new Set(meaningfulWords(question))];
  if (asked.length === 0) return null;
  const rarity = new Map(
    asked.map((word) => {
      const held = holders.get(word);
      return [word, held === undefined ? UNKNOWN_WEIGHT * inverseFrequency(1, entries.length) : inverseFrequency(held, entries.length)];
    }),
  );
  const whole = asked.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0);

  let best: { pair: P; score: number } | null = null;
  for (const { pair, question: inQuestion, answer: inAnswer } of entries) {
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
