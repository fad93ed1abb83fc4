import type { ErrorReason } from "@chat/api/contract";
import { CoreError, explain, Invalid, type Log, randomId, TooManyRequests } from "@chat/api/core";
import type { Context } from "hono";
import { routePath } from "hono/route";
import { refusalHeaders } from "./limits-headers";

/** The one table from the core's reasons to HTTP: the compiler asks for every reason there is. */
const STATUS = {
  INPUT_INVALID: 400,
  TOKEN_REQUIRED: 401,
  TOKEN_INVALID: 401,
  CREDENTIALS_WRONG: 401,
  ROLE_WRONG: 403,
  EMAIL_TAKEN: 409,
  USERNAME_TAKEN: 409,
  WIDGET_UNKNOWN: 404,
  WIDGET_FOREIGN: 403,
  WEBSITE_NOT_ALLOWED: 403,
  AGENT_UNKNOWN: 404,
  SESSION_UNKNOWN: 404,
  SESSION_FOREIGN: 403,
  SESSION_EMPTY: 409,
  SESSION_CLOSED: 409,
  SESSION_TAKEN: 409,
  SESSION_NOT_WAITING: 409,
  SESSION_NOT_YOURS: 403,
  SESSION_MOVED: 409,
  RATING_LATE: 409,
  FILE_UNKNOWN: 404,
  FILE_TOO_LARGE: 413,
  FILE_LIMIT: 429,
  STORAGE_FULL: 507,
  MAIL_OFF: 409,
  MAIL_LIMIT: 429,
  SERVER_BUSY: 503,
  PAIR_UNKNOWN: 404,
  PAIR_LIMIT: 409,
  DATABASE_DOWN: 503,
  RATE_LIMITED: 429,
  INTERNAL: 500,
} as const satisfies Record<ErrorReason, number>;

export const failure = (message: string) => ({ success: false, message }) as const;

/** The documented envelope: one comma-joined string for validation, an object of fields for conflicts. */
function errorBody(error: CoreError) {
  if (error instanceof Invalid) return { ...failure("Validation error"), errors: error.message };
  const conflicts = STATUS[error.reason] === 409 && Object.keys(error.fields).length > 0;
  return conflicts ? { ...failure(error.message), errors: error.fields } : failure(error.message);
}

/** The answer to an expected failure, for those who have no app to throw it in. Null for a defect. */
export function answerFailure(thrown: unknown): Response | null {
  const error = explain(thrown);
  if (!(error instanceof CoreError)) return null;
  const headers = error instanceof TooManyRequests ? refusalHeaders(error) : {};
  return Response.json(errorBody(error), { status: STATUS[error.reason], headers });
}

/** Answers whatever a handler threw. Defects are logged under a request id and told without detail: driver errors carry SQL and visitors' text. */
export const answerError = (log: Log) => (thrown: unknown, c: Context) => {
  const error = explain(thrown);
  const headers = error instanceof TooManyRequests ? refusalHeaders(error) : {};
  if (error instanceof CoreError) return c.json(errorBody(error), STATUS[error.reason], headers);
  const requestId = randomId(12);
  // The route rather than the path, which may hold a session id: to some chats it is the key.
  log("error", "a request failed", { requestId, method: c.req.method, route: routePath(c, -1), error });
  return c.json(failure("Internal server error"), 500, { "X-Request-Id": requestId });
};
