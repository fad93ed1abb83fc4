import type { Caller } from "@chat/api/core";
import type { MiddlewareHandler } from "hono";
import { websiteOf } from "./cors";
import type { RestSettings } from "./settings";

declare module "hono" {
  interface ContextVariableMap {
    caller: Caller;
  }
}

/** What the server knows of a connection and a request does not say: handed to `fetch` beside it. */
export interface Connection {
  address: string | null;
}

/** Notes where a request comes from, for limits and verbs. */
export function identifyCaller(settings: Pick<RestSettings, "publicUrl">): MiddlewareHandler {
  return async (c, next) => {
    const { address = null } = (c.env ?? {}) as Partial<Connection>;
    c.set("caller", { address, website: websiteOf(c.req.raw.headers, settings) });
    await next();
  };
}
