/**
 * A bucket slows a flood down: each frame takes a token, and who has none waits for the next. All that is remembered of
 * one is when it will be full again, in milliseconds of any clock: a number, as every open socket has one. 0 is a new one.
 */
export interface BucketSize {
  /** Tokens that are there at first, and that are kept at most. */
  burst: number;
  /** Tokens that come back in a second. */
  perSecond: number;
}

/** @returns 0 when there is a token, else the milliseconds until there is one */
export function waitForToken({ burst, perSecond }: BucketSize, fullAt: number, now: number): number {
  return Math.max(0, Math.ceil(fullAt - now - ((burst - 1) * 1000) / perSecond));
}

/** @returns when it will be full again, a token less in it */
export const takeToken = ({ perSecond }: BucketSize, fullAt: number, now: number): number => Math.max(fullAt, now) + 1000 / perSecond;
