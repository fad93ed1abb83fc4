import { SiteKey } from "@chat/api/contract";
import { type AttemptStore, TooManyRequests } from "@chat/api/core";
import type { Context, MiddlewareHandler } from "hono";
import { limitHeaders } from "./limits-headers";
import { type Budget, createMemoryLimitStore, type Limiter, type LimitStore } from "./limits-store";
import { isFileRoute, isUnlimitedRoute, isUploadRoute, publicSiteKey } from "./route-kinds";
import type { LimitSettings } from "./settings";

/** Times the limit of one widget that one address may ask all widgets together: site keys can be made up. */
const ALL_WIDGETS = 10;
/** Times REST's limit: an app asks more, and whole offices share an address. */
const TRPC = 10;

export interface Limits {
  /** Counts a request under `/api`. */
  rest: MiddlewareHandler;
  /** Counts a request, a socket or an anonymous call of tRPC. @returns headers that say what is left @throws TooManyRequests */
  trpc(address: string | null): Promise<Record<string, string>>;
  /** For the core's rule on failed log-ins. */
  attempts: { store: AttemptStore; max: number };
}

export function createLimits(settings: LimitSettings, store: LimitStore = createMemoryLimitStore()): Limits {
  const limiter = (name: string, limit: number) =>
    store.limiter({ name, limit, windowSeconds: Math.ceil(settings.rateLimitWindowMinutes * 60) });
  const api = limiter("api", settings.rateLimitMax);
  const widget = limiter("widget", settings.publicRateLimitMax);
  const allWidgets = limiter("widgets", settings.publicRateLimitMax * ALL_WIDGETS);
  const uploads = limiter("uploads", settings.publicRateLimitMax);
  const files = limiter("files", settings.publicRateLimitMax * ALL_WIDGETS);
  const trpc = limiter("trpc", settings.rateLimitMax * TRPC);
  const attempts = limiter("attempts", settings.authRateLimitMax);

  async function takeFor(c: Context): Promise<{ budget: Budget; limiter: Limiter }> {
    const address = keyOf(c.get("caller").address);
    if (isUploadRoute(c.req.path)) return { budget: await uploads.take(address), limiter: uploads };
    if (isFileRoute(c.req.path)) return { budget: await files.take(address), limiter: files };
    const siteKey = publicSiteKey(c.req.path);
    if (siteKey === null) return { budget: await api.take(address), limiter: api };
    const total = await allWidgets.take(address);
    // What is no site key is not kept as one: it may be as long as an address may.
    if (total.isSpent || !SiteKey.safeParse(siteKey).success) return { budget: total, limiter: allWidgets };
    return { budget: await widget.take(`${address} ${siteKey}`), limiter: widget };
  }

  return {
    async rest(c, next) {
      if (isUnlimitedRoute(c.req.path)) return next();
      const { budget, limiter } = await takeFor(c);
      for (const [name, value] of Object.entries(limitHeaders(budget, limiter))) c.header(name, value);
      if (budget.isSpent) throw new TooManyRequests(budget.limit, budget.resetSeconds);
      return next();
    },
    async trpc(address) {
      const budget = await trpc.take(keyOf(address));
      if (budget.isSpent) throw new TooManyRequests(budget.limit, budget.resetSeconds);
      return limitHeaders(budget, trpc);
    },
    attempts: {
      max: settings.authRateLimitMax,
      store: { add: (key) => attempts.take(key), takeBack: (key) => attempts.giveBack(key) },
    },
  };
}

const keyOf = (address: string | null) => address ?? "unknown";
