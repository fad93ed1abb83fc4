import { z } from "zod";
import { LIMITS } from "./limits";

type IssueInput = { readonly input?: unknown };

/** "Email is required" when the key is absent, "Email must be text" when it holds something else. */
export const requiredAs = (label: string, kind: string) => (issue: IssueInput) =>
  issue.input === undefined || issue.input === null ? `${label} is required` : `${label} must be ${kind}`;

/** Trimmed text of `min`..`max` characters whose problems name it by `label`. */
export const text = (label: string, min: number, max: number) =>
  z
    .string({ error: requiredAs(label, "text") })
    .trim()
    .min(min, min === 1 ? `${label} is required` : `${label} must be at least ${min} characters`)
    .max(max, `${label} must be at most ${max} characters`)
    .refine((value) => value.isWellFormed(), `${label} contains invalid characters`);

/** White space around a text does not count, but a column must hold it: as UTF-8 this many characters fit where `max` is meant to. */
const PADDED = 4;

/** Text kept byte for byte, of 1..`max` characters, refused when only white space. */
export const verbatimText = (label: string, max: number) =>
  z
    .string({ error: requiredAs(label, "text") })
    .max(max * PADDED, `${label} must be at most ${max} characters`)
    .refine((value) => value.trim().length > 0, `${label} is required`)
    .refine((value) => value.length <= max || [...value.trim()].length <= max, `${label} must be at most ${max} characters`)
    .refine((value) => value.isWellFormed(), `${label} contains invalid characters`);

/** Optional, where clients in the field also say null or nothing for what they do not know. */
export const absentIfEmpty = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === null || value === "" ? undefined : value), schema.optional());

export const flag = (label: string) => z.boolean({ error: requiredAs(label, "true or false") });

/** A positive row id. Digits in a string are taken too, since paths carry them so. */
export const rowId = (label: string) =>
  z
    .preprocess(
      (value) => (typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value),
      z.number({ error: requiredAs(label, "a number") }),
    )
    .pipe(z.number().int(`${label} must be a whole number`).positive(`${label} must be positive`));

export const email = text("Email", 1, LIMITS.emailMaxChars).toLowerCase().pipe(z.email("Email is invalid"));

/** A new password. Not trimmed: spaces are part of it. */
export const password = z
  .string({ error: requiredAs("Password", "text") })
  .min(LIMITS.passwordMinChars, `Password must be at least ${LIMITS.passwordMinChars} characters`)
  .max(LIMITS.passwordMaxChars, `Password must be at most ${LIMITS.passwordMaxChars} characters`);

export const username = text("Username", LIMITS.usernameMinChars, LIMITS.usernameMaxChars);

/** ISO 8601 in UTC, as every time in the contract. */
export const Instant = z.iso.datetime();

export const PageInput = z.object({
  page: z.coerce.number("Page must be a number").int("Page must be a whole number").min(1, "Page must be at least 1").default(1),
  limit: z.coerce
    .number("Limit must be a number")
    .int("Limit must be a whole number")
    .min(1, "Limit must be at least 1")
    .max(LIMITS.pageSizeMax, `Limit must be at most ${LIMITS.pageSizeMax}`)
    .default(LIMITS.pageSizeDefault),
});

export const Pagination = z.object({ page: z.number(), limit: z.number(), total: z.number() });
