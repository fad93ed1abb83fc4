/** Tells the whole of something after changes: those that come while it is being told are answered by one more telling. */
export function createQueueFeed(tell: () => Promise<void>) {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const start = (): Promise<void> => {
    running = tell().finally(() => {
      running = null;
    });
    return running;
  };
  return {
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
}
