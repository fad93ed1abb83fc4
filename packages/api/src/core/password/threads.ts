import type { Worker } from "node:worker_threads";

/** A thread of its own for each piece of work at the same time: made when it is first needed, kept for the next. */
export type Threads<Task, Result> = (task: Task) => Promise<Result>;

/**
 * @param make starts a thread, which answers each message with one
 * @returns a function that has a task done. @throws Error when its thread ends before the answer, or cannot be made. The next task then has another
 */
export function createThreads<Task, Result>(make: () => Worker): Threads<Task, Result> {
  const idle = new Set<Worker>();

  function start(): Worker {
    const thread = make();
    thread.on("exit", () => idle.delete(thread));
    // Told to who waits for it; one that nobody waits for is replaced when it is needed.
    thread.on("error", () => {});
    return thread;
  }

  function take(): Worker {
    const [thread] = idle;
    if (!thread) return start();
    idle.delete(thread);
    return thread;
  }

  async function run(thread: Worker, task: Task): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    let cause: unknown;
    const onError = (error: unknown) => {
      cause = error;
    };
    const onExit = () => reject(new Error("The thread that hashes passwords ended", { cause }));
    thread.on("message", resolve).on("error", onError).on("exit", onExit);
    // The process lives as long as somebody waits, and not a moment longer.
    thread.ref();
    try {
      thread.postMessage(task);
      const result = await promise;
      idle.add(thread);
      return result;
    } finally {
      thread.unref();
      thread.off("message", resolve).off("error", onError).off("exit", onExit);
    }
  }

  return async (task) => run(take(), task);
}
