import type { Caller } from "../caller";
import { CoreError, TooManyRequests, Unavailable } from "../errors";

/** Counts within windows of time. Handed in, so that several processes can share one. */
export interface AttemptStore {
  /** Adds one to a key's count. */
  add(key: string): Promise<{ count: number; resetSeconds: number }>;
  takeBack(key: string): Promise<void>;
}

export interface Attempts {
  /** @throws TooManyRequests when too many attempts of one of the keys were refused, whatever this one would be */
  run<T>(keys: string[], attempt: () => Promise<T>): Promise<T>;
  /** Counts what is not given back, however it ends. @throws TooManyRequests when one of the keys has had its share */
  spend(keys: string[]): Promise<void>;
}

/**
 * Lets `max` refused attempts of a key through in a window. An attempt is counted before it is made and taken back when
 * it succeeds: so any number at once cannot pass the limit, and many right ones at once only wait for each other.
 */
export function createAttempts(store: AttemptStore, max: number): Attempts {
  const underWay = new Map<string, Set<Promise<void>>>();
  const takeBack = (keys: string[]) => Promise.all(keys.map((key) => store.takeBack(key)));

  async function admit(keys: string[]): Promise<void> {
    for (;;) {
      const counts = await Promise.all(keys.map(async (key) => ({ key, ...(await store.add(key)) })));
      const over = counts.find(({ count }) => count > max);
      if (!over) return;
      await takeBack(keys);
      const others = underWay.get(over.key);
      if (!others) throw new TooManyRequests(max, over.resetSeconds);
      await Promise.race(others);
    }
  }

  function begin(keys: string[]): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const key of keys) underWay.set(key, (underWay.get(key) ?? new Set()).add(promise));
    return () => {
      for (const key of keys) {
        const others = underWay.get(key);
        others?.delete(promise);
        if (others?.size === 0) underWay.delete(key);
      }
      resolve();
    };
  }

  return {
    spend: admit,
    async run(keys, attempt) {
      await admit(keys);
      const end = begin(keys);
      try {
        const result = await attempt();
        await takeBack(keys);
        return result;
      } catch (error) {
        if (!isRefusal(error)) await takeBack(keys);
        throw error;
      } finally {
        end();
      }
    },
  };
}

/** What the verb itself said no to. An outage is nobody's failed attempt. */
const isRefusal = (error: unknown) => error instanceof CoreError && !(error instanceof Unavailable);

/** The key under which an address's attempts are counted; none where the transport knows no address. */
export const attemptsOf = ({ address }: Caller): string[] => (address === null ? [] : [`address ${address}`]);

/** The key under which the mails are counted that an address has sent to others. */
export const mailsOf = ({ address }: Caller): string[] => (address === null ? [] : [`mail ${address}`]);
