import { LIMITS } from "@chat/api/contract";
import { bodyLimit } from "hono/body-limit";
import { failure } from "./errors";

/** By the length that is announced, or counted while it arrives where none is. */
export const limitBody = () =>
  bodyLimit({ maxSize: LIMITS.bodyMaxBytes, onError: (c) => c.json(failure("Request body is too large"), 413) });
