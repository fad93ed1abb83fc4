import type { MiddlewareHandler } from "hono";
import type { RestSettings } from "./settings";

/** Called by the widget from customers' websites, without credentials. */
const PUBLIC_ROUTE = /^\/api\/widgets\/(?:[^/]+\/config|(?:escalate|queue-position)\/[^/]+\/[^/]+)\/?$/;
const PREFLIGHT = {
  "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
  "Access-Control-Max-Age": "86400",
};

/** Any origin on the public routes; on the rest only the listed ones are named. */
export function cors(settings: Pick<RestSettings, "corsOrigins">): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("origin");
    const isPublic = PUBLIC_ROUTE.test(new URL(c.req.url).pathname);
    const allowed = isPublic ? "*" : origin !== undefined && settings.corsOrigins.includes(origin) ? origin : null;
    if (c.req.method === "OPTIONS") c.res = new Response(null, { status: 204, headers: allowed ? PREFLIGHT : {} });
    else await next();
    if (allowed) c.res.headers.set("Access-Control-Allow-Origin", allowed);
    if (!isPublic) c.res.headers.append("Vary", "Origin");
  };
}

/**
 * Whether a page of this origin may use tRPC or an agent's socket. Without an Origin it is no browser, which has no
 * tokens of others to lend.
 * @param host the request's Host: a page that this very server delivered is always welcome
 */
export function isAllowedOrigin(
  origin: string | null,
  settings: Pick<RestSettings, "corsOrigins" | "publicUrl">,
  host: string | null = null,
): boolean {
  if (origin === null || settings.corsOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.origin === new URL(settings.publicUrl).origin || (host !== null && page.host === host);
}
