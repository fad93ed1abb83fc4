import type { Log } from "../deps";

/** One line when the other processes are not heard, however many things fail, and one when they are again. */
export function createOutage(log: Log, toldEveryMs: number) {
  let isDown = false;
  let isTold = false;
  let toldAt = Number.NEGATIVE_INFINITY;

  return {
    isDown: () => isDown,
    begin(error: unknown): void {
      if (isDown) return;
      isDown = true;
      isTold = performance.now() - toldAt >= toldEveryMs;
      if (!isTold) return;
      toldAt = performance.now();
      log("warn", "events of other processes come late: they cannot be had from Redis, and are read from the database", {
        error,
        ...refusalOf(error),
      });
    },
    end(): void {
      if (isDown && isTold) log("info", "events of other processes come at once again");
      isDown = false;
    },
  };
}

/** Redis's own word, as WRONGPASS or NOPERM, without the sentence after it. */
function refusalOf(error: unknown): { refusal?: string } {
  const word = error instanceof Error && error.name === "ReplyError" ? /^[A-Z]+\b/.exec(error.message) : null;
  return word ? { refusal: word[0] } : {};
}
