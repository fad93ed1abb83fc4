/** The one source of every decision of a schedule. */
export interface Random {
  /** From 0, below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(of: readonly T[]): T;
  /** A generator of its own for a part of what is decided, the same whatever the others are asked meanwhile. */
  fork(part: number): Random;
  /** One of the names, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

/**
 * Mulberry32: 32 bits of state, a full period, the same numbers on every machine. `stream` gives each schedule numbers of its own, so
 * that one can be replayed without those before it.
 */
export function createRandom(seed: number, stream = 0, part = 0): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35) ^ Math.imul(part, 0x27d4eb2f)) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(of: readonly T[]): T => {
    const one = of[whole(0, of.length - 1)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  };
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    fork: (of) => createRandom(seed, stream, of),
    pick,
    weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
      const names = Object.keys(weights) as K[];
      let left = next() * names.reduce((sum, name) => sum + weights[name], 0);
      for (const name of names) {
        left -= weights[name];
        if (left < 0) return name;
      }
      return pick(names);
    },
  };
}
