import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { type Caller, type Core, TooManyRequests, UNKNOWN_CALLER } from "../core";
import { appRouter } from "./app-router";
import { identify } from "./authenticate";
import { logStreamError, toTrpcError } from "./errors";

/** Counts what an address asks of tRPC. @returns headers that say what it has left @throws TooManyRequests */
export type CountRequest = (address: string | null) => Promise<Record<string, string>>;

export const countNothing: CountRequest = async () => ({});

/** Serves tRPC queries and mutations over HTTP under `/trpc`; the token is the `Authorization` header's. */
export function createTrpcHttp(core: Core, count: CountRequest = countNothing) {
  return (request: Request, caller: Caller = UNKNOWN_CALLER): Promise<Response> => {
    let headers: Record<string, string> = {};
    return fetchRequestHandler({
      endpoint: "/trpc",
      req: request,
      router: appRouter,
      onError: (failure) => logStreamError(core.deps, failure),
      responseMeta: ({ errors }) => ({ headers: { ...headers, ...retryAfter(errors) } }),
      async createContext() {
        try {
          headers = await count(caller.address);
        } catch (error) {
          throw toTrpcError(error) ?? error;
        }
        return {
          deps: core.deps,
          leases: core.leases,
          caller,
          countAnonymous: () => count(caller.address),
          ...(await identify(core.deps, bearerToken(request.headers))),
          drained: () => Promise.resolve(),
        };
      },
    });
  };
}

function retryAfter(errors: readonly { cause?: unknown }[]): Record<string, string> {
  const refusal = errors.map(({ cause }) => cause).find((cause) => cause instanceof TooManyRequests);
  return refusal ? { "Retry-After": String(refusal.retryAfterSeconds) } : {};
}

function bearerToken(headers: Headers): string | null {
  return /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}
