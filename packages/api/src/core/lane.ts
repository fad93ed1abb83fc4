import { Unavailable } from "./errors";

export interface LaneOptions {
  /** Works at most so many at once. */
  abreast: number;
  /** Beyond this many in line, who comes is refused at once. */
  maxWaiting: number;
  /** Told to who is refused. */
  refusal: string;
}

export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * A narrow road for work that would take every core: first come, first served.
 * @returns a function that runs `work` when its turn comes, and gives what it gives. @throws Unavailable SERVER_BUSY when the line is full
 */
export function createLane({ abreast, maxWaiting, refusal }: LaneOptions): Lane {
  const line: (() => void)[] = [];
  let running = 0;

  return async (work) => {
    if (running < abreast) running += 1;
    else if (line.length < maxWaiting) await new Promise<void>((onTurn) => line.push(onTurn));
    else throw new Unavailable("SERVER_BUSY", refusal);
    try {
      return await work();
    } finally {
      // A place is handed on, not freed: nobody who comes later slips in between.
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
