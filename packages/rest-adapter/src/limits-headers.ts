import type { TooManyRequests } from "@chat/api/core";
import type { Budget } from "./limits-store";

/** What is left of a budget. */
export const limitHeaders = (
  budget: Pick<Budget, "limit" | "remaining" | "resetSeconds">,
  { windowSeconds }: { windowSeconds: number },
) => ({
  "RateLimit-Limit": String(budget.limit),
  "RateLimit-Remaining": String(budget.remaining),
  "RateLimit-Reset": String(budget.resetSeconds),
  "RateLimit-Policy": `${budget.limit};w=${windowSeconds}`,
});

/** What an answer of 429 says beside its body. */
export const refusalHeaders = ({ limit, retryAfterSeconds }: TooManyRequests): Record<string, string> => ({
  "Retry-After": String(retryAfterSeconds),
  "RateLimit-Limit": String(limit),
  "RateLimit-Remaining": "0",
  "RateLimit-Reset": String(retryAfterSeconds),
});
