import type { Actor, Caller, Deps, LeaseKeeper } from "../core";

/** What every procedure is called with. Made once for each connection or HTTP request. */
export interface TrpcContext {
  readonly deps: Deps;
  readonly leases: LeaseKeeper;
  readonly actor: Actor;
  readonly caller: Caller;
  /** Counts a call that no token vouches for. @throws TooManyRequests */
  readonly countAnonymous: () => Promise<unknown>;
  /** Why `actor` is anonymous although a token was sent. A context that throws would only look like a lost connection to the client. */
  readonly tokenProblem: Error | null;
  /** Resolves when the peer has read what was sent to it: a stream waits here instead of filling memory. */
  readonly drained: () => Promise<void>;
}
