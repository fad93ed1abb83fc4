import type { Message } from "./wire";

interface Heard {
  /** Of the last news heard; null when any may come next. */
  sequence: number | null;
  /** Beats of this process since it was heard. */
  quietBeats: number;
}

/**
 * How far this process has heard each of the others. A connection to Redis loses nothing while it holds, and who could
 * not send says so: what is found here are the cases that neither side noticed.
 */
export function createOrigins(silentAfterBeats: number) {
  const heard = new Map<string, Heard>();

  return {
    /**
     * @returns `gap` when something before it was never heard, `repeated` when it was heard before, `new` when the process was never
     * heard: it may have said something before, or have come in place of one that ended before it was ever heard
     */
    hear({ kind, origin, sequence }: Message): "next" | "gap" | "repeated" | "new" {
      const known = heard.get(origin);
      const before = known?.sequence ?? null;
      if (kind === "bye") heard.delete(origin);
      else heard.set(origin, { sequence: Math.max(before ?? 0, sequence), quietBeats: 0 });
      if (!known && kind !== "bye") return "new";
      if (before === null) return "next";
      if (kind === "news" && sequence <= before) return "repeated";
      return sequence > (kind === "news" ? before + 1 : before) ? "gap" : "next";
    },
    /** For after an interruption, which everyone here is told of anyway. */
    expectAny() {
      for (const origin of heard.keys()) heard.set(origin, { sequence: null, quietBeats: 0 });
    },
    /** To be called with each beat, while this process hears. @returns whether one has fallen silent, and is forgotten */
    someoneFellSilent(): boolean {
      let fell = false;
      for (const [origin, state] of heard) {
        state.quietBeats++;
        if (state.quietBeats > silentAfterBeats) fell = heard.delete(origin);
      }
      return fell;
    },
  };
}
