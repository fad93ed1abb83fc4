import type { MiddlewareHandler } from "hono";
import type { RestSettings } from "./settings";

// X-Frame-Options DENY and frame-ancestors 'none': nothing of ours is ever shown in a frame, the widget lives in a shadow root.
const POLICY = "Content-Security-Policy";
const ALWAYS = {
  [POLICY]:
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  "X-XSS-Protection": "1; mode=block",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};

const ONE_YEAR_SECONDS = 31_536_000;

/** What every response of the server carries. HSTS only where the public address says that TLS is used. */
export function securityHeaders(settings: Pick<RestSettings, "publicUrl">): Record<string, string> {
  if (!settings.publicUrl.startsWith("https:")) return ALWAYS;
  return { ...ALWAYS, "Strict-Transport-Security": `max-age=${ONE_YEAR_SECONDS}` };
}

/** Sets the headers on a response that some other part of the server made. */
export function secure(response: Response, settings: Pick<RestSettings, "publicUrl">): Response {
  const secured = new Response(response.body, response);
  for (const [name, value] of Object.entries(securityHeaders(settings))) secured.headers.set(name, value);
  return secured;
}

/** A file that somebody sent may nothing, not even where a browser shows it. */
export const FILE_POLICY = { [POLICY]: "sandbox; default-src 'none'", "Cross-Origin-Resource-Policy": "cross-origin" };

/** Runs outermost, so that errors, preflights and missing endpoints have the headers too. */
export function security(settings: Pick<RestSettings, "publicUrl">): MiddlewareHandler {
  const headers = Object.entries(securityHeaders(settings));
  return async (c, next) => {
    await next();
    const hasOwnPolicy = c.res.headers.get(POLICY) === FILE_POLICY[POLICY];
    for (const [name, value] of headers) if (name !== POLICY || !hasOwnPolicy) c.res.headers.set(name, value);
  };
}
