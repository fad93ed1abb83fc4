import { isTokenRefused, reasonOf } from "@chat/ui";
import { TRPCClientError } from "@trpc/client";

/** The socket was lost before the answer: the request may or may not have been carried out. */
export const isUnanswered = (error: unknown): boolean => error instanceof TRPCClientError && !error.data;

/** The token no longer opens the desk: it expired, was revoked, or belongs to another role. */
export const isAccessLost = (error: unknown): boolean => isTokenRefused(error) || reasonOf(error) === "ROLE_WRONG";
