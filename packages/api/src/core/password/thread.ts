import { getPriority, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { argon2id, type PasswordTask } from "./argon2id";

/**
 * Below the rest of the server: whoever answers a chat takes the core from a hash, instead of waiting for its turn. Where chats
 * alone keep a core busy, a log-in still has a tenth of it; at 19, measured no better beyond the noise, a seventieth.
 */
const NICE = 10;
const NICEST = 19;

// On Linux zero is the thread that calls, and each has a priority of its own. Elsewhere the whole server would be slowed.
if (process.platform === "linux") setPriority(0, Math.min(NICEST, getPriority(0) + NICE));

parentPort?.on("message", (task: PasswordTask) => parentPort?.postMessage(argon2id(task)));
