/** Sockets of this process that read again at the same time, when all of them have to at once. */
const WIDTH = 8;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs `read` when fewer than eight others run: what everybody needs at once leaves the database to others too. */
export async function inReadingLane<T>(read: () => Promise<T>): Promise<T> {
  if (running >= WIDTH) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await read();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
