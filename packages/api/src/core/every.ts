import type { Deps } from "./deps";

/** Runs a task again and again, in the background; skips a turn while the one before still runs. */
export function every(deps: Pick<Deps, "background">, ms: number, task: () => Promise<void>): ReturnType<typeof setInterval> {
  let isRunning = false;
  return setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    deps.background.run(
      task().finally(() => {
        isRunning = false;
      }),
    );
  }, ms);
}
