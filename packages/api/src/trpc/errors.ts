import { TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import type { ErrorReason } from "../contract";
import {
  Conflict,
  CoreError,
  type Deps,
  explain,
  Forbidden,
  Invalid,
  LimitExceeded,
  NotFound,
  Unauthenticated,
  Unavailable,
} from "../core";

const CODES: [new (...args: never[]) => CoreError, TRPC_ERROR_CODE_KEY][] = [
  [Invalid, "BAD_REQUEST"],
  [Unauthenticated, "UNAUTHORIZED"],
  [Forbidden, "FORBIDDEN"],
  [NotFound, "NOT_FOUND"],
  [Conflict, "CONFLICT"],
  [LimitExceeded, "TOO_MANY_REQUESTS"],
  [Unavailable, "SERVICE_UNAVAILABLE"],
];

/** The one table from the core's errors to tRPC's. Null for a defect. */
export function toTrpcError(thrown: unknown): TRPCError | null {
  const error = explain(thrown);
  if (!(error instanceof CoreError)) return null;
  const [, code] = CODES.find(([kind]) => error instanceof kind) ?? [null, "INTERNAL_SERVER_ERROR" as const];
  return new TRPCError({ code, message: error.message, cause: error });
}

export interface ErrorFacts {
  reason: ErrorReason;
  /** What is wrong with which field of the input. */
  fields: Record<string, string>;
}

/** What clients are told of an error beside its message. Defects tell nothing: driver errors carry SQL and visitors' text. */
export function errorFacts(error: TRPCError): ErrorFacts {
  if (error.cause instanceof CoreError) return { reason: error.cause.reason, fields: error.cause.fields };
  return { reason: error.code === "BAD_REQUEST" ? "INPUT_INVALID" : "INTERNAL", fields: {} };
}

/** Logs the defects of streams: what one throws after it began passes no middleware. Others have lost their cause there, once logged. */
export function logStreamError(deps: Deps, { error, path }: { error: TRPCError; path: string | undefined }): void {
  const isDefect = error.code === "INTERNAL_SERVER_ERROR" && error.cause !== undefined && toTrpcError(error.cause) === null;
  if (isDefect) deps.log("error", "a stream failed", { path, error: error.cause });
}
