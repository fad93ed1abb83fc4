/** Sends listeners to read again: at once, but not more often than every `spacingMs`; what is asked for in between is one more time. */
export function createMissed(tell: () => void, spacingMs: number) {
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const sinceTold = () => performance.now() - toldAt;

  function now(): void {
    timer = null;
    toldAt = performance.now();
    tell();
  }
  return {
    soon(): void {
      if (timer) return;
      if (sinceTold() >= spacingMs) now();
      else timer = setTimeout(now, spacingMs - sinceTold());
    },
    sinceTold,
    stop(): void {
      if (timer) clearTimeout(timer);
    },
  };
}
