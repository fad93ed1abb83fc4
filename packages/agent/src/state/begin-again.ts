export interface Handlers<T> {
  onData(item: T): void;
  onError(error: unknown): void;
  onComplete(): void;
}

interface Repeated<T> {
  /** Called again each time the subscription was refused or ended. */
  begin(handlers: Handlers<T>): { unsubscribe(): void };
  onData(item: T): void;
  /** Says whether to begin it again after this error. */
  onError(error: unknown): boolean;
  /** The server ended it on purpose. */
  onComplete?(): void;
  /** From 0, below 1. */
  random(): number;
  /** @returns how to call it off */
  after(ms: number, run: () => void): () => void;
}

const RETRY = { firstMs: 500, maxMs: 15_000 } as const;

/** Keeps a subscription, with growing pauses while it is refused or ended. @returns how to end it for good */
export function beginAgain<T>(spec: Repeated<T>): () => void {
  let subscription: { unsubscribe(): void } | undefined;
  let callOff = () => {};
  let delayMs: number = RETRY.firstMs;
  let isOver = false;

  const again = () => {
    // Who was told why it ended may have ended it for good.
    if (isOver) return;
    callOff();
    callOff = spec.after(delayMs * (0.75 + spec.random() / 2), begin);
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
        if (!isOver && spec.onError(error)) again();
      },
      onComplete() {
        if (isOver) return;
        spec.onComplete?.();
        again();
      },
    });
  };

  begin();
  return () => {
    isOver = true;
    callOff();
    subscription?.unsubscribe();
  };
}
