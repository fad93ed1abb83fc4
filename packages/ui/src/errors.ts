import { ERROR_REASONS, type ErrorReason } from "@chat/api/contract";

type Told = { reason: ErrorReason | null; fields: Record<string, string>; message: string };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** What a failed call says: a stable reason where the server gave one, problems by field, and a sentence for people. */
export function toldBy(error: unknown): Told {
  const data = isRecord(error) && isRecord(error.data) ? error.data : null;
  if (!data) return { reason: null, fields: {}, message: "The server cannot be reached. Try again in a moment." };
  const fields = isRecord(data.fields)
    ? Object.entries(data.fields).filter((entry): entry is [string, string] => typeof entry[1] === "string")
    : [];
  return {
    reason: ERROR_REASONS.find((reason) => reason === data.reason) ?? null,
    fields: Object.fromEntries(fields),
    message: error instanceof Error && error.message ? error.message : "Something went wrong. Try again.",
  };
}

export const reasonOf = (error: unknown): ErrorReason | null => toldBy(error).reason;
export const messageOf = (error: unknown): string => toldBy(error).message;
export const fieldsOf = (error: unknown): Record<string, string> => toldBy(error).fields;

/** The token no longer counts: the app must ask to log in again. */
export const isTokenRefused = (error: unknown): boolean => {
  const reason = reasonOf(error);
  return reason === "TOKEN_INVALID" || reason === "TOKEN_REQUIRED";
};
