/** Resolves when all that has come in by now has been looked at. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Lets simultaneous askers share one read. A read answers only those who asked before it began, so an answer is never
 * older than its question: who asks while one runs waits for the next, together with all others who do. Each key has at most
 * one read running and one to come. A failure goes to those who waited for that read, and to nobody else.
 * Askers share the very object that was read: nobody may change it.
 * @param keyOf what tells questions apart that are no plain values. Of questions with one key any may be the one that is read
 * @param gather what the first read of a key waits for, so that more may share it; it begins at once without
 */
export function coalesce<Q, V>(
  read: (question: Q) => Promise<V>,
  keyOf: (question: Q) => unknown = (question) => question,
  gather?: () => Promise<void>,
) {
  const running = new Map<unknown, Promise<V>>();
  const next = new Map<unknown, Promise<V>>();

  return (question: Q): Promise<V> => {
    const key = keyOf(question);
    const waiting = next.get(key);
    if (waiting) return waiting;
    const begin = (): Promise<V> => {
      next.delete(key);
      const answer = read(question).finally(() => {
        if (running.get(key) === answer) running.delete(key);
      });
      running.set(key, answer);
      return answer;
    };
    const before = running.get(key) ?? gather?.();
    if (!before) return begin();
    const answer = before.then(begin, begin);
    next.set(key, answer);
    return answer;
  };
}
