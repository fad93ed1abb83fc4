import type { Log } from "./deps";
import { Unavailable } from "./errors";
import { explain } from "./health";

const OUTAGE_TOLD_EVERY_MS = 60_000;

/** Logs what failed in the background. An outage is one line a minute: every timer meets it again each second. */
export function createFailureLog(log: Log): (message: string) => (error: unknown) => void {
  let outageToldAt = Number.NEGATIVE_INFINITY;
  return (message) => (error) => {
    if (!(explain(error) instanceof Unavailable)) return log("error", message, { error });
    if (Date.now() - outageToldAt < OUTAGE_TOLD_EVERY_MS) return;
    outageToldAt = Date.now();
    log("warn", "the database cannot be reached");
  };
}
