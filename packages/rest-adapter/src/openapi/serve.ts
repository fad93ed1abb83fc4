import type { RouteConfig } from "@hono/zod-openapi";
import type { Context, Env, Hono, TypedResponse } from "hono";
import type { StatusCode } from "hono/utils/http-status";
import type { JSONParsed } from "hono/utils/types";
import type { ZodType, z } from "zod";

type JsonOf<Response> = Response extends { content: { "application/json": { schema: infer S extends ZodType } } } ? S : never;

type Served = RouteConfig & { getRoutingPath(): string };

/** What a handler of the route may answer: for each declared status what its schema says, bytes where it has another content, or nothing where it has none. */
export type AnswerOf<R extends Served> = {
  [S in keyof R["responses"] & StatusCode]: [JsonOf<R["responses"][S]>] extends [never]
    ? TypedResponse<R["responses"][S] extends { content: unknown } ? unknown : null, S, "body">
    : TypedResponse<JSONParsed<z.output<JsonOf<R["responses"][S]>>>, S, "json">;
}[keyof R["responses"] & StatusCode];

/**
 * Mounts a handler where its description says. The library's own validators stay out: they would look at the body before
 * anyone asks who sends it, and a bad body without a token is 401, with the wrong role 403. The verbs validate.
 */
export function serve<R extends Served>(
  app: Hono,
  route: R,
  handler: (c: Context<Env, ReturnType<R["getRoutingPath"]>>) => Promise<Response & AnswerOf<R>>,
): void {
  app.on(route.method, route.getRoutingPath(), handler);
}
