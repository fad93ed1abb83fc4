import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { createLane } from "../lane";
import type { PasswordTask } from "./argon2id";
import { createThreads } from "./threads";

export interface Passwords {
  /** @throws Unavailable SERVER_BUSY · Error when it cannot be done, as with too little memory */
  hash(password: string): Promise<string>;
  /** False also for a hash that is not Argon2's. @throws as `hash`: that it could not be checked is no wrong password */
  verify(hash: string, password: string): Promise<boolean>;
}

export const startThread = () => new Worker(new URL("./thread.ts", import.meta.url));

/**
 * Hashes on threads that give way to all else. One core is left to the chats, and more than a hundred in line would wait
 * longer than anyone does. What a thread that ends had under way is done by another, once.
 */
export function createPasswords(start: () => Worker = startThread): Passwords {
  const threads = createThreads<PasswordTask, string | boolean>(start);
  const inTurn = createLane({
    abreast: Math.max(1, availableParallelism() - 1),
    maxWaiting: 100,
    refusal: "Too many log-ins at once, please try again",
  });
  const ask = (task: PasswordTask) => inTurn(() => threads(task).catch(() => threads(task)));
  return {
    hash: async (password) => String(await ask({ password })),
    verify: async (hash, password) => (await ask({ password, hash })) === true,
  };
}

/** Of the process: however many cores it holds, they have the same processors. */
export const { hash: hashPassword, verify: verifyPassword } = createPasswords();
