import { nextTurn } from "./coalesce";

/** Reads of one kind that may be under way. A second one is no help to the database, but goes on where the first is stuck. */
const ABREAST = 2;
const QUESTIONS_OF_ONE_READ = 100;

interface Asked<Q, V> extends PromiseWithResolvers<V> {
  question: Q;
}

/**
 * Lets all who ask in the same turn, or while other reads run, share one statement, whatever they ask for. A read answers
 * only those who asked before it began, so an answer is never older than its question. A failure goes to those who waited for
 * that read, and to nobody else. Who asks for the same key shares the very object that was read: nobody may change it.
 * @param readMany reads what answers some different questions. @returns what tells the answer to each
 * @param keyOf what tells questions apart that are no plain values
 */
export function readTogether<Q, V>(
  readMany: (questions: Q[]) => Promise<(question: Q) => V>,
  keyOf: (question: Q) => unknown = (question) => question,
): (question: Q) => Promise<V> {
  const asked = new Map<unknown, Asked<Q, V>>();
  let running = 0;
  let isGathering = false;

  function gather() {
    if (isGathering || running === ABREAST || asked.size === 0) return;
    isGathering = true;
    void nextTurn().then(() => {
      isGathering = false;
      const waiting = [...asked].slice(0, QUESTIONS_OF_ONE_READ);
      for (const [key] of waiting) asked.delete(key);
      void answer(waiting.map(([, one]) => one));
      gather();
    });
  }

  async function answer(waiting: readonly Asked<Q, V>[]): Promise<void> {
    running += 1;
    try {
      const answerTo = await readMany(waiting.map(({ question }) => question));
      for (const { question, resolve } of waiting) resolve(answerTo(question));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    } finally {
      running -= 1;
      gather();
    }
  }

  return (question) => {
    const key = keyOf(question);
    const others = asked.get(key);
    if (others) return others.promise;
    const own = { question, ...Promise.withResolvers<V>() };
    asked.set(key, own);
    gather();
    return own.promise;
  };
}
