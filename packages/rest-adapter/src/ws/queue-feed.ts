import { explain, Unavailable } from "@chat/api/core";

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

/** Tells the whole of something after changes: those that come while it is being told are answered by one more telling. */
export function createQueueFeed(tell: () => Promise<void>, isWanted: () => boolean = () => true) {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const start = (): Promise<void> => {
    running = tell().finally(() => {
      running = null;
    });
    return running;
  };
  const feed = {
    /** Tells it until that has succeeded: a change that came in an outage is told after it. */
    async refreshUntilTold(): Promise<void> {
      for (let waitMs = FIRST_RETRY_MS; isWanted(); waitMs = Math.min(waitMs * 2, LAST_RETRY_MS)) {
        try {
          return await feed.refresh();
        } catch (error) {
          if (!(explain(error) instanceof Unavailable)) throw error;
        }
        await Bun.sleep(waitMs);
      }
    },
    /** Resolves when it has been told as it was after this call. */
    refresh(): Promise<void> {
      if (!running) return start();
      next ??= running
        .catch(() => {})
        .then(() => {
          next = null;
          return start();
        });
      return next;
    },
  };
  return feed;
}
