/** Work that outlives the call that began it: an assistant's answer, an announcement to the queue. */
export interface Background {
  /** Lets `work` run on. Its failure is reported, never thrown. */
  run(work: Promise<unknown>): void;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
}

export function createBackground(onError: (error: unknown) => void): Background {
  const running = new Set<Promise<unknown>>();
  return {
    run(work) {
      const settled = work.catch(onError).finally(() => running.delete(settled));
      running.add(settled);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
