export interface BucketSize {
  /** Tokens that are there at first, and that are kept at most. */
  burst: number;
  /** Tokens that come back in a second. */
  perSecond: number;
}

/** What slows a flood down: each frame takes a token, and who has none waits for the next. */
export class TokenBucket {
  #tokens: number;
  #filledAt = performance.now();

  constructor(private readonly size: BucketSize) {
    this.#tokens = size.burst;
  }

  /** @returns 0 when a token was taken, else the milliseconds until there is one */
  take(): number {
    const { burst, perSecond } = this.size;
    const now = performance.now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * perSecond);
    this.#filledAt = now;
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) / perSecond) * 1000);
    this.#tokens -= 1;
    return 0;
  }
}
