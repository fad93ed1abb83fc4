import { fast } from "../time";

interface Handlers<T> {
  onData(item: T): void;
  onError(error: unknown): void;
  onComplete(): void;
}

interface Kept<T> {
  begin(handlers: Handlers<T>): { unsubscribe(): void };
  onData(item: T): void;
  onError?(error: unknown): void;
}

const RETRY = { firstMs: 500, maxMs: 15_000 };

/** As the agent app's `keepSubscribed`: begun again when the server refused it or ended it. @returns how to end it */
export function keepSubscribed<T>(spec: Kept<T>): () => void {
  let subscription: { unsubscribe(): void } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delayMs = RETRY.firstMs;
  let isOver = false;

  const again = () => {
    if (isOver) return;
    clearTimeout(timer);
    timer = setTimeout(begin, fast(delayMs));
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
        spec.onError?.(error);
        again();
      },
      onComplete: again,
    });
  };
  begin();
  return () => {
    isOver = true;
    clearTimeout(timer);
    subscription?.unsubscribe();
  };
}
