/**
 * Lets simultaneous askers share one read. A read answers only those who asked before it began, so an answer is never
 * older than its question: who asks while one runs waits for the next, together with all others who do. Each key has at most
 * one read running and one to come. A failure goes to those who waited for that read, and to nobody else.
 * @param read must not change what it returned: its askers share it
 */
export function coalesce<K, V>(read: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const running = new Map<K, Promise<V>>();
  const next = new Map<K, Promise<V>>();

  function start(key: K): Promise<V> {
    const answer = read(key).finally(() => {
      if (running.get(key) === answer) running.delete(key);
    });
    running.set(key, answer);
    return answer;
  }

  function startNext(key: K): Promise<V> {
    next.delete(key);
    return start(key);
  }

  return (key) => {
    const waiting = next.get(key);
    if (waiting) return waiting;
    const current = running.get(key);
    if (!current) return start(key);
    const after = () => startNext(key);
    const answer = current.then(after, after);
    next.set(key, answer);
    return answer;
  };
}
