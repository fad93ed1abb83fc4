import type { Context, MiddlewareHandler } from "hono";
import { isUploadRoute, publicSiteKey } from "./route-kinds";
import type { RestSettings } from "./settings";

const PREFLIGHT = {
  "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
  "Access-Control-Max-Age": "86400",
};
const EXPOSED = "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy, X-Request-Id";

interface CorsOptions {
  settings: Pick<RestSettings, "corsOrigins">;
  /** Whether the caller's website may use a widget; asked for preflights alone, requests are judged by their verb. */
  mayUseWidget(c: Context, siteKey: string): Promise<boolean>;
  /** Whether a request was refused for the website that it came from. */
  wasRefused(c: Context): boolean;
}

/** On the widget's routes any origin, or those that its admin allows; on the rest only the listed ones are named. */
export function cors({ settings, mayUseWidget, wasRefused }: CorsOptions): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("origin");
    const siteKey = publicSiteKey(c.req.path);
    const isForAnyone = siteKey !== null || isUploadRoute(c.req.path);
    const isPreflight = c.req.method === "OPTIONS";
    const isListed = origin !== undefined && settings.corsOrigins.includes(origin);
    // A preflight of an upload names no widget: the upload itself is judged.
    const mayAsk = siteKey === null ? isListed || isForAnyone : !isPreflight || (await mayUseWidget(c, siteKey));
    if (isPreflight) c.res = new Response(null, { status: 204, headers: mayAsk ? PREFLIGHT : {} });
    else await next();
    c.res.headers.append("Vary", "Origin");
    if (!mayAsk || wasRefused(c)) return;
    c.res.headers.set("Access-Control-Allow-Origin", isForAnyone ? "*" : (origin ?? ""));
    if (!isPreflight) c.res.headers.set("Access-Control-Expose-Headers", EXPOSED);
  };
}

/** The foreign website that a request comes from. Null without an Origin, which browsers send, and for a page of this very server. */
export function websiteOf(headers: Headers, settings: Pick<RestSettings, "publicUrl">): string | null {
  const origin = headers.get("origin");
  return origin === null || isOwnPage(origin, settings, headers.get("host")) ? null : origin;
}

/**
 * Whether a page of this origin may use tRPC or an agent's socket. Without an Origin it is no browser, which has no
 * tokens of others to lend.
 * @param host the request's Host: a page that this very server delivered is always welcome
 */
export function isAllowedOrigin(
  origin: string | null,
  settings: Pick<RestSettings, "corsOrigins" | "publicUrl">,
  host: string | null | undefined = null,
): boolean {
  return origin === null || settings.corsOrigins.includes(origin) || isOwnPage(origin, settings, host);
}

function isOwnPage(origin: string, settings: Pick<RestSettings, "publicUrl">, host: string | null | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.origin === new URL(settings.publicUrl).origin || page.host === host;
}
