import type { Caller, Log } from "@chat/api/core";
import { Hono } from "hono";
import { limitBody } from "./body-limit";
import { identifyCaller } from "./caller";
import { cors, isAllowedOrigin } from "./cors";
import { answerError, failure } from "./errors";
import { security } from "./security";
import type { RestSettings } from "./settings";

export interface GuardedOptions {
  settings: Pick<RestSettings, "corsOrigins" | "publicUrl">;
  log: Log;
  answer(request: Request, caller: Caller): Promise<Response>;
}

/** The HTTP side of another protocol behind this server's own guards: headers, origins, size. */
export function createGuardedApp({ settings, log, answer }: GuardedOptions): Hono {
  const app = new Hono();
  app.onError(answerError(log));
  app.use(security(settings), identifyCaller(settings));
  app.use(cors({ settings, mayUseWidget: async () => false, wasRefused: () => false }));
  app.use(async (c, next) => {
    const isWelcome = isAllowedOrigin(c.req.header("origin") ?? null, settings, c.req.header("host"));
    return isWelcome ? next() : c.json(failure("Origin is not allowed"), 403);
  });
  app.use(limitBody());
  app.all("*", (c) => answer(c.req.raw, c.get("caller")));
  return app;
}
