import type { ErrorReason } from "@chat/api/contract";
import { CoreError, explain, type Log } from "@chat/api/core";

/** Reasons that only frames have, beside the core's. */
type FrameReason = ErrorReason | "MALFORMED_JSON" | "UNKNOWN_TYPE" | "FRAME_TOO_LARGE" | "AGENT_FOREIGN";

const INTERNAL = "Internal server error";

/** A frame that never reached a verb. */
export class FrameError extends Error {
  constructor(
    readonly code: FrameReason,
    message: string,
  ) {
    super(message);
  }
}

/** The words alone, for a frame that comes beside the error frame. */
export function messageOf(thrown: unknown): string {
  const error = explain(thrown);
  return error instanceof CoreError || error instanceof FrameError ? error.message : INTERNAL;
}

/** What a client is told of an error. Defects are logged and tell nothing: driver errors carry SQL and visitors' text. */
export function describeError(log: Log, thrown: unknown): { code: FrameReason; message: string } {
  const error = explain(thrown);
  if (error instanceof CoreError) return { code: error.reason, message: error.message };
  if (error instanceof FrameError) return { code: error.code, message: error.message };
  log("error", "a frame failed", { error });
  return { code: "INTERNAL", message: INTERNAL };
}
