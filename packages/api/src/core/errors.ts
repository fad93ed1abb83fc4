import type { ErrorReason } from "../contract";

/** A failure that the caller caused or must deal with. Anything else that is thrown is a defect or an outage. */
export abstract class CoreError extends Error {
  constructor(
    readonly reason: ErrorReason,
    message: string,
    /** What is wrong with which field of the input, by the input's own names. */
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export class Invalid extends CoreError {
  /** Every problem, in the order of the input's fields. */
  constructor(
    readonly problems: string[],
    fields: Record<string, string> = {},
  ) {
    super("INPUT_INVALID", problems.join(", "), fields);
  }
}
export class Unauthenticated extends CoreError {}
export class Forbidden extends CoreError {}
export class NotFound extends CoreError {}
export class Conflict extends CoreError {}
export class LimitExceeded extends CoreError {}
/** A limit that time lifts. */
export class TooManyRequests extends LimitExceeded {
  constructor(
    /** How many are allowed in a window. */
    readonly limit: number,
    /** Until the window ends, at least 1. */
    readonly retryAfterSeconds: number,
  ) {
    super("RATE_LIMITED", "Too many requests from this IP, please try again later.");
  }
}
export class Unavailable extends CoreError {}
