import { createTRPCClient, createWSClient, type TRPCLink, wsLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { type Accessor, createSignal } from "solid-js";
import { openWithin } from "./open-within";

export type ConnectionState = "connecting" | "open" | "reconnecting";

const RETRY = { firstMs: 400, maxMs: 8000, jitter: 0.4 };
const OPEN_WITHIN_MS = 12_000;
const KEEP_ALIVE = { enabled: true, intervalMs: 15_000, pongTimeoutMs: 6000 };
/** Without a token the socket opens on the first call and closes when idle for this long. */
const IDLE_CLOSE_MS = 60_000;

const socketUrl = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/trpc`;

/** Grows with each attempt, and differs between browsers so that a restarted server is not met by all at once. */
export function retryDelayMs(attempt: number, random: () => number = Math.random): number {
  if (attempt === 0) return Math.round(random() * RETRY.firstMs);
  const base = Math.min(RETRY.firstMs * 2 ** attempt, RETRY.maxMs);
  return Math.round(base * (1 - RETRY.jitter * random()));
}

export type Connection<Router extends AnyTRPCRouter> = {
  trpc: ReturnType<typeof createTRPCClient<Router>>;
  state: Accessor<ConnectionState>;
  /** Drops the socket and makes another, which carries the present token. Running calls and subscriptions end. */
  reset: () => void;
};

/** One socket to `/trpc` of the page's own host for every query, mutation and subscription. */
export function createTrpc<Router extends AnyTRPCRouter>(getToken: () => string | null): Connection<Router> {
  const [state, setState] = createSignal<ConnectionState>("connecting");
  // The device knows long before a ping goes unanswered.
  const [isOffline, setOffline] = createSignal(!navigator.onLine);
  for (const change of ["online", "offline"]) window.addEventListener(change, () => setOffline(!navigator.onLine));

  const open = () => {
    const client = createWSClient({
      url: socketUrl,
      WebSocket: openWithin(OPEN_WITHIN_MS),
      connectionParams: () => {
        const token = getToken();
        return token ? { token } : {};
      },
      retryDelayMs,
      keepAlive: KEEP_ALIVE,
      lazy: { enabled: getToken() === null, closeMs: IDLE_CLOSE_MS },
    });
    const watching = client.connectionState.subscribe({
      next: (now) => setState(now.state === "pending" ? "open" : now.error ? "reconnecting" : "connecting"),
    });
    return { client, watching, link: wsLink<AnyTRPCRouter>({ client }) };
  };

  let current = open();
  const link: TRPCLink<AnyTRPCRouter> = (runtime) => (call) => current.link(runtime)(call);

  return {
    trpc: createTRPCClient<Router>({ links: [asLinkOf<Router>(link)] }),
    state: () => (isOffline() ? "reconnecting" : state()),
    reset: () => {
      const previous = current;
      previous.watching.unsubscribe();
      setState("connecting");
      current = open();
      previous.client.close().catch(() => undefined);
    },
  };
}

/** Sound because a link passes calls on and looks into none: the router's type plays no part in it at run time. */
const asLinkOf = <Router extends AnyTRPCRouter>(link: TRPCLink<AnyTRPCRouter>) => link as unknown as TRPCLink<Router>;
