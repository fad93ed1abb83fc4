import { Unavailable } from "./errors";

/** What a process that stops waits for: calls of verbs, and work that outlives the call that began it, as an assistant's answer. */
export interface Background {
  /** Lets `work` run on. Its failure is reported, never thrown. */
  run(work: Promise<unknown>): void;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
  /** A call of a verb begins, and `endCall` follows. They are counted and no more: every message is one. @throws Unavailable SERVER_BUSY after `endCalls` */
  beginCall(): void;
  endCall(): void;
  /** Refuses calls from now on. Resolves when none runs any more. */
  endCalls(): Promise<void>;
}

export function createBackground(onError: (error: unknown) => void): Background {
  const running = new Set<Promise<unknown>>();
  const callsOver = Promise.withResolvers<void>();
  let calls = 0;
  let areCallsRefused = false;
  const tellCallsOver = () => {
    if (areCallsRefused && calls === 0) callsOver.resolve();
  };
  return {
    run(work) {
      const settled = work.catch(onError).finally(() => running.delete(settled));
      running.add(settled);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    beginCall() {
      if (areCallsRefused) throw new Unavailable("SERVER_BUSY", "The server is stopping, please try again");
      calls++;
    },
    endCall() {
      calls--;
      tellCallsOver();
    },
    endCalls() {
      areCallsRefused = true;
      tellCallsOver();
      return callsOver.promise;
    },
  };
}
