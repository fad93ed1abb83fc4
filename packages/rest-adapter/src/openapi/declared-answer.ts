import { ZodType } from "zod";
import { Failure } from "../schemas/envelopes";
import { ROUTES } from "./routes";

type Route = (typeof ROUTES)[number];
interface Declared {
  content?: { "application/json": { schema: ZodType } };
}

const MATCHERS = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{\w+\}/g, "[^/]+")}$`),
  // A fixed step wins over a parameter: `/widgets/stats/overview` is no site key's.
  parameters: route.path.split("{").length - 1,
})).sort((one, other) => one.parameters - other.parameters);

/** @param path without the `/api` in front */
export const findRoute = (method: string, path: string): Route | undefined =>
  MATCHERS.find(({ route, pattern }) => route.method === method.toLowerCase() && pattern.test(path))?.route;

/** What differs between an answer and its route's declaration; null when it is as declared, key for key. */
export function faultOfAnswer(method: string, path: string, status: number, body: unknown): string | null {
  const route = findRoute(method, path);
  const named = `${method} ${path} ${status}: ${JSON.stringify(body)}`;
  if (!route) return isUnrouted(method, status, body) ? null : `no route declares ${named}`;
  const declared = (route.responses as Record<number, Declared>)[status];
  if (!declared) return `its route does not declare ${named}`;
  const schema = declared.content?.["application/json"].schema;
  if (!(schema instanceof ZodType)) return body === null ? null : `declared without a body: ${named}`;
  const parsed = schema.safeParse(body);
  if (!parsed.success) return `${named} is not as declared: ${parsed.error.message}`;
  // Parsing drops undeclared keys and fills in defaults: what was exact is unchanged.
  return Bun.deepEquals(parsed.data, body, true) ? null : `${named} has other keys than declared: ${JSON.stringify(parsed.data)}`;
}

const isUnrouted = (method: string, status: number, body: unknown) =>
  method === "OPTIONS" ? status === 204 && body === null : status === 404 && Bun.deepEquals(Failure.safeParse(body).data, body, true);
