import type { RateLimiterAbstract } from "rate-limiter-flexible";
// By their files: the package's index loads the counters for two dozen databases, too.
import RateLimiterMemory from "rate-limiter-flexible/lib/RateLimiterMemory.js";
import RateLimiterRes from "rate-limiter-flexible/lib/RateLimiterRes.js";

/** What a key has left in its window. */
export interface Budget {
  limit: number;
  remaining: number;
  /** Until the window ends, at least 1. */
  resetSeconds: number;
  /** This request is one too many. */
  isSpent: boolean;
  count: number;
}

export interface Limiter {
  readonly limit: number;
  readonly windowSeconds: number;
  take(key: string): Promise<Budget>;
  giveBack(key: string): Promise<void>;
}

/** Where counts are kept. One that several processes share gives them one limit. */
export interface LimitStore {
  limiter(options: { name: string; limit: number; windowSeconds: number }): Limiter;
  close(): void;
}

/** Keys of one limiter that are remembered; beyond it the oldest begin anew. About 15 MB. */
const MAX_KEYS = 50_000;

/** Counts in this process's memory, which stays bounded whatever addresses requests come from. */
export function createMemoryLimitStore(maxKeys = MAX_KEYS): LimitStore {
  return {
    limiter({ name, limit, windowSeconds }) {
      const counter = new RateLimiterMemory({ keyPrefix: name, points: limit, duration: windowSeconds });
      /** Keys in the order in which their windows end. */
      const windowEnds = new Map<string, number>();

      const remember = (key: string) => {
        const now = Date.now();
        const end = windowEnds.get(key);
        if (end !== undefined && end > now) return;
        windowEnds.delete(key);
        windowEnds.set(key, now + windowSeconds * 1000);
        for (const [oldest, oldestEnd] of windowEnds) {
          if (oldestEnd > now && windowEnds.size <= maxKeys) break;
          windowEnds.delete(oldest);
          if (oldestEnd > now) void counter.delete(oldest);
        }
      };

      return {
        limit,
        windowSeconds,
        async take(key) {
          remember(key);
          return takeFrom(counter, key);
        },
        async giveBack(key) {
          // A window that ended meanwhile has nothing to be given back.
          if (((await counter.get(key))?.consumedPoints ?? 0) > 0) await counter.reward(key);
        },
      };
    },
    close() {},
  };
}

/** Counts one more. @throws what the counter's store failed with */
export async function takeFrom(counter: RateLimiterAbstract, key: string): Promise<Budget> {
  const { consumedPoints: count, msBeforeNext } = await counter.consume(key).catch(spent);
  const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return { limit: counter.points, remaining: Math.max(0, counter.points - count), resetSeconds, isSpent: count > counter.points, count };
}

/** The library rejects with a result when a budget is spent, and with an error when its store fails. */
function spent(thrown: unknown): RateLimiterRes {
  if (thrown instanceof RateLimiterRes) return thrown;
  throw thrown;
}
