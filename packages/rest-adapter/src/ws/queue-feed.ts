import { coalesce, explain, Unavailable } from "@chat/api/core";

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2_000;

/**
 * Tells the whole of something after changes: those that come while it is being told are answered by one more telling.
 * @param isWanted false once nobody listens any more
 */
export function createQueueFeed(tell: () => Promise<void>, isWanted: () => boolean = () => true) {
  const ask = coalesce(tell);
  /** Resolves when it has been told as it was after this call. */
  const refresh = () => ask(undefined);
  return {
    refresh,
    /** Tells it until that has succeeded: a change that came in an outage is told after it. */
    async refreshUntilTold(): Promise<void> {
      for (let waitMs = FIRST_RETRY_MS; isWanted(); waitMs = Math.min(waitMs * 2, LAST_RETRY_MS)) {
        try {
          return await refresh();
        } catch (error) {
          if (!(explain(error) instanceof Unavailable)) throw error;
        }
        await Bun.sleep(waitMs);
      }
    },
  };
}
