import { getPriority, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { argon2id, type PasswordTask } from "./argon2id";

/**
 * Below the rest of the server: whoever answers a chat takes the core from a hash at once, instead of waiting for its turn. At
 * 19 a log-in would come to a standstill where chats alone keep the machine busy; at 10 it has a tenth of what they have.
 */
const NICE = 10;
const NICEST = 19;

// On Linux zero is the thread that calls, and each has a priority of its own. Elsewhere the whole server would be slowed.
if (process.platform === "linux") setPriority(0, Math.min(NICEST, getPriority(0) + NICE));

parentPort?.on("message", (task: PasswordTask) => parentPort?.postMessage(argon2id(task)));
