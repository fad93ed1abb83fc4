import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { argon2id, type PasswordTask } from "./argon2id";

/**
 * The lowest there is: whoever answers a chat takes the core from a hash, instead of waiting for its turn. At 10 requests beside
 * eight log-ins still took 6 to 300 ms where the cores were full, at 19 they take 1 to 4.
 */
const NICEST = 19;

function giveWay(): void {
  // On Linux zero is the thread that calls, and each has a priority of its own. Elsewhere the whole server would be slowed.
  if (process.platform !== "linux") return;
  try {
    setPriority(0, NICEST);
  } catch {
    // A sandbox may forbid it. Log-ins that the chats feel are better than none.
  }
}

giveWay();

parentPort?.on("message", (task: PasswordTask) => parentPort?.postMessage(argon2id(task)));
