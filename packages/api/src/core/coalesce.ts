/**
 * Lets simultaneous askers share one read. A read answers only those who asked before it began, so an answer is never
 * older than its question: who asks while one runs waits for the next, together with all others who do. Each key has at most
 * one read running and one to come. A failure goes to those who waited for that read, and to nobody else.
 * Askers share the very object that was read: nobody may change it.
 * @param keyOf what tells questions apart that are no plain values. Of questions with one key any may be the one that is read
 */
export function coalesce<Q, V>(read: (question: Q) => Promise<V>, keyOf: (question: Q) => unknown = (question) => question) {
  const running = new Map<unknown, Promise<V>>();
  const next = new Map<unknown, Promise<V>>();

  function start(key: unknown, question: Q): Promise<V> {
    const answer = read(question).finally(() => {
      if (running.get(key) === answer) running.delete(key);
    });
    running.set(key, answer);
    return answer;
  }

  return (question: Q): Promise<V> => {
    const key = keyOf(question);
    const waiting = next.get(key);
    if (waiting) return waiting;
    const current = running.get(key);
    if (!current) return start(key, question);
    const startNext = () => {
      next.delete(key);
      return start(key, question);
    };
    const answer = current.then(startNext, startNext);
    next.set(key, answer);
    return answer;
  };
}
