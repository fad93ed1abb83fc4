import { onCleanup } from "solid-js";
import { isAccessLost } from "./problem";

interface Handlers<T> {
  onData(item: T): void;
  onError(error: unknown): void;
  onComplete(): void;
}

interface KeptSubscription<T> {
  /** Begins the subscription; called again after the server refused it or ended it. */
  begin(handlers: Handlers<T>): { unsubscribe(): void };
  onData(item: T): void;
  onAccessLost?(): void;
  /** The server ended it on purpose. It is begun again in any case. */
  onComplete?(): void;
}

const RETRY = { firstMs: 500, maxMs: 15_000 } as const;

/**
 * A subscription that lives as long as its owner. A lost socket is the link's own matter (it resumes after the last event); this adds the
 * case the link leaves to us, an error answered by the server, which ends a subscription for good.
 */
export function keepSubscribed<T>(spec: KeptSubscription<T>): void {
  let subscription: { unsubscribe(): void } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delayMs: number = RETRY.firstMs;
  let isOver = false;

  const again = () => {
    if (isOver) return;
    clearTimeout(timer);
    timer = setTimeout(begin, delayMs * (0.75 + Math.random() / 2));
    delayMs = Math.min(delayMs * 2, RETRY.maxMs);
  };

  const begin = () => {
    subscription = spec.begin({
      onData(item) {
        if (isOver) return;
        delayMs = RETRY.firstMs;
        spec.onData(item);
      },
      onError(error) {
        if (isOver) return;
        if (isAccessLost(error) && spec.onAccessLost) spec.onAccessLost();
        else again();
      },
      onComplete() {
        if (isOver) return;
        spec.onComplete?.();
        again();
      },
    });
  };

  begin();
  onCleanup(() => {
    isOver = true;
    clearTimeout(timer);
    subscription?.unsubscribe();
  });
}
