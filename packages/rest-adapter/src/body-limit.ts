import { LIMITS } from "@chat/api/contract";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { failure } from "./errors";
import { isUploadRoute } from "./route-kinds";

/** By the length that is announced, or counted while it arrives where none is. What reads an upload counts by itself. */
export function limitBody(): MiddlewareHandler {
  const limit = bodyLimit({ maxSize: LIMITS.bodyMaxBytes, onError: (c) => c.json(failure("Request body is too large"), 413) });
  return (c, next) => (c.req.method === "POST" && isUploadRoute(c.req.path) ? next() : limit(c, next));
}
