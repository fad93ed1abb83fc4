import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Core } from "../core";
import { appRouter } from "./app-router";
import { identify } from "./authenticate";
import { logStreamError } from "./errors";

/** Serves tRPC queries and mutations over HTTP under `/trpc`; the token is the `Authorization` header's. */
export function createTrpcHttp(core: Core) {
  return (request: Request): Promise<Response> =>
    fetchRequestHandler({
      endpoint: "/trpc",
      req: request,
      router: appRouter,
      onError: (failure) => logStreamError(core.deps, failure),
      createContext: async () => ({
        deps: core.deps,
        leases: core.leases,
        ...(await identify(core.deps, bearerToken(request.headers))),
        drained: () => Promise.resolve(),
      }),
    });
}

function bearerToken(headers: Headers): string | null {
  return /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}
