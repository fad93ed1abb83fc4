import { onCleanup } from "solid-js";
import { beginAgain, type Handlers } from "./begin-again";
import { isAccessLost } from "./problem";

interface KeptSubscription<T> {
  /** Begins the subscription; called again after the server refused it or ended it. */
  begin(handlers: Handlers<T>): { unsubscribe(): void };
  onData(item: T): void;
  onAccessLost?(): void;
  /** The server ended it on purpose. It is begun again in any case. */
  onComplete?(): void;
}

/**
 * A subscription that lives as long as its owner. A lost socket is the link's own matter (it resumes after the last event); this adds the
 * case the link leaves to us, an error answered by the server, which ends a subscription for good.
 */
export function keepSubscribed<T>(spec: KeptSubscription<T>): void {
  const end = beginAgain<T>({
    begin: spec.begin,
    onData: spec.onData,
    onError(error) {
      if (!isAccessLost(error) || !spec.onAccessLost) return true;
      spec.onAccessLost();
      return false;
    },
    onComplete: spec.onComplete,
    random: Math.random,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  onCleanup(end);
}
