import type { ZodType, z } from "zod";
import { ConflictFailure, Failure, ValidationFailure } from "../schemas/envelopes";

const json = <S extends ZodType, E>(schema: S, example: E) => ({ "application/json": { schema, example } });

/** A body to send. The example is checked against the schema by the compiler. */
export const body = <S extends ZodType>(schema: S, example: z.input<S>) => ({ required: true, content: json(schema, example) });

export const optionalBody = <S extends ZodType>(schema: S, example: z.input<S>) => ({ required: false, content: json(schema, example) });

export const answer = <S extends ZodType>(description: string, schema: S, example: z.output<S>) => ({
  description,
  content: json(schema, example),
});

export const refusal = (description: string, message: string) => answer(description, Failure, { success: false, message });

export const notFound = (message: string) => refusal("There is none, or it is not yours", message);

const count = (description: string) => ({ description, schema: { type: "integer" as const } });
const seconds = (description: string) => count(`${description}, in seconds`);

/** What an endpoint may be refused with, beside what is its own. */
const REFUSALS = {
  400: answer("The body or the query is not valid", ValidationFailure, {
    success: false,
    message: "Validation error",
    errors: "Email is invalid, Password must be at least 6 characters",
  }),
  401: refusal("No token, or none that is valid", "Access token required"),
  403: refusal("The token is valid, but not for this", "This needs an admin's token"),
  404: notFound("Widget not found for site key: invalid-key"),
  409: answer("Taken already, or the state does not allow it", ConflictFailure, {
    success: false,
    message: "Email is already registered",
    errors: { email: "Email is already registered" },
  }),
  413: refusal("The body is larger than 1 MiB", "Request body is too large"),
  429: {
    ...refusal("Too many requests", "Too many requests from this IP, please try again later."),
    headers: {
      "Retry-After": seconds("Until it is worth trying again"),
      "RateLimit-Limit": count("Requests of a window"),
      "RateLimit-Remaining": count("Requests left of it"),
      "RateLimit-Reset": seconds("Until the window ends"),
    },
  },
  500: refusal("A defect of the server; X-Request-Id names it in the log", "Internal server error"),
  503: refusal("The database is away", "Service temporarily unavailable, please try again"),
} as const;
type RefusalStatus = keyof typeof REFUSALS;

/** These refusals, and those that any limited endpoint may give. */
export const refusals = <S extends RefusalStatus = never>(
  ...statuses: S[]
): Pick<typeof REFUSALS, S> & Pick<typeof REFUSALS, 429 | 500 | 503> => {
  const { 429: limited, 500: defect, 503: away } = REFUSALS;
  const own = Object.fromEntries(statuses.map((status) => [status, REFUSALS[status]]));
  return { ...(own as Pick<typeof REFUSALS, S>), 429: limited, 500: defect, 503: away };
};

export const { 500: DEFECT, 503: DATABASE_AWAY } = REFUSALS;

/** Whose token an endpoint takes, named as OpenAPI 3.1 lets roles be named. */
export const BY_ADMIN = [{ bearer: ["admin"] }];
export const BY_AGENT = [{ bearer: ["agent"] }];
export const BY_BOTH = [...BY_ADMIN, ...BY_AGENT];
export const BY_ANYONE: never[] = [];
