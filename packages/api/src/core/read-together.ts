import { nextTurn } from "./coalesce";

/** Reads of one kind that may be under way: a second one goes on where the first takes long, a third would only make each smaller. */
const ABREAST = 2;
/** A read that takes so long is stuck, as on a connection that has fallen silent, and holds up nobody else. */
const STUCK_AFTER_MS = 500;
const KEYS_OF_ONE_READ = 100;

/**
 * Lets all who ask in the same turn, or while other reads run, share one statement, whatever they ask for. A read answers
 * only those who asked before it began, so an answer is never older than its question. A failure goes to those who waited for
 * that read, and to nobody else. Who asks for the same key shares the very object that was read: nobody may change it.
 * @param readMany reads what belongs to some different keys. @returns what tells it of each
 */
export function readTogether<K, V>(readMany: (keys: K[]) => Promise<(key: K) => V>): (key: K) => Promise<V> {
  const asked = new Map<K, PromiseWithResolvers<V>>();
  let running = 0;
  let isGathering = false;

  function gather() {
    if (isGathering || running === ABREAST || asked.size === 0) return;
    isGathering = true;
    void nextTurn().then(() => {
      isGathering = false;
      const waiting = [...asked].slice(0, KEYS_OF_ONE_READ);
      for (const [key] of waiting) asked.delete(key);
      void answer(waiting);
      gather();
    });
  }

  async function answer(waiting: readonly [K, PromiseWithResolvers<V>][]): Promise<void> {
    const leave = enter();
    try {
      const tell = await readMany(waiting.map(([key]) => key));
      for (const [key, one] of waiting) settle(one, () => tell(key));
    } catch (error) {
      for (const [, { reject }] of waiting) reject(error);
    } finally {
      leave();
    }
  }

  /** @returns what makes room for another, which happens by itself when it takes long */
  function enter(): () => void {
    let isCounted = true;
    const leave = () => {
      clearTimeout(timer);
      if (isCounted) running -= 1;
      isCounted = false;
      gather();
    };
    const timer = setTimeout(leave, STUCK_AFTER_MS);
    running += 1;
    return leave;
  }

  return (key) => {
    const others = asked.get(key);
    if (others) return others.promise;
    const own = Promise.withResolvers<V>();
    asked.set(key, own);
    gather();
    return own.promise;
  };
}

/** What is at fault of one key is no fault of the others. */
function settle<V>({ resolve, reject }: PromiseWithResolvers<V>, work: () => V): void {
  try {
    resolve(work());
  } catch (error) {
    reject(error);
  }
}
