/** Turns of many keys, those of one key at least so long apart. */
export interface Turns<K> {
  /**
   * Resolves with the key's next turn: after a rest in the next turn of the event loop, when whoever made the change has its
   * answer, else at the end of the rest, together with everyone who asks meanwhile.
   */
  next(key: K): Promise<void>;
  /** All turns are now: what waits for one is not lost, and no timer is left. */
  stop(): void;
}

const nextOfLoop = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * For what is told again and again in a burst of changes, and of which only the latest is worth anything: the first
 * change is told at once, those of the following `spacingMs` together after them.
 */
export function createTurns<K>(spacingMs: number): Turns<K> {
  const resting = new Map<K, { timer: ReturnType<typeof setTimeout>; next?: PromiseWithResolvers<void> }>();
  let isStopped = false;

  function begin(key: K): void {
    resting.set(key, { timer: setTimeout(() => end(key), spacingMs) });
  }
  function end(key: K): void {
    const next = resting.get(key)?.next;
    resting.delete(key);
    if (!next) return;
    begin(key);
    next.resolve();
  }
  return {
    next(key) {
      if (isStopped) return Promise.resolve();
      const rest = resting.get(key);
      if (!rest) {
        begin(key);
        return nextOfLoop();
      }
      rest.next ??= Promise.withResolvers<void>();
      return rest.next.promise;
    },
    stop() {
      isStopped = true;
      for (const { timer, next } of resting.values()) {
        clearTimeout(timer);
        next?.resolve();
      }
      resting.clear();
    },
  };
}
