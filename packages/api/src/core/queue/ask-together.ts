import { coalesce } from "../coalesce";

/**
 * One reading for all who ask in the same turn of the event loop, as everyone does who was told of the same change. It
 * begins after the last of them asked. @param read must not change what it returned: its askers share it
 */
export function askTogether<K, V>(read: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const asked = new Map<K, Promise<V>>();
  const ask = coalesce(read);
  return (key) => {
    const others = asked.get(key);
    if (others) return others;
    const answer = new Promise((resolve) => setImmediate(resolve)).then(() => {
      asked.delete(key);
      return ask(key);
    });
    asked.set(key, answer);
    return answer;
  };
}
