import type { Deps } from "./deps";

export interface AdminActor {
  readonly kind: "admin";
  readonly id: number;
  /** An admin owns one account, and its id is the account's. */
  readonly accountId: number;
}

export interface AgentActor {
  readonly kind: "agent";
  readonly id: number;
  readonly accountId: number;
  readonly fullName: string;
}

export type Actor = AdminActor | AgentActor | { readonly kind: "anonymous" };

/** Where a call comes from, as far as its transport knows. */
export interface Caller {
  /** What one subscriber has: an IPv4 address, or the /64 network of an IPv6 one. */
  readonly address: string | null;
  /** Origin of the website whose page calls. Null: no browser, or a page of this very server. */
  readonly website: string | null;
}

export const UNKNOWN_CALLER: Caller = { address: null, website: null };

/** What a verb is called with: the house, and who asks. */
export interface Ctx<A extends Actor = Actor> extends Deps {
  readonly actor: A;
  /** The socket that asks, so that its own events need not be told to it again. */
  readonly connectionId: string | null;
  readonly caller: Caller;
}

export const ANONYMOUS: Actor = { kind: "anonymous" };

export const createContext = <A extends Actor>(
  deps: Deps,
  actor: A,
  connectionId: string | null = null,
  caller: Caller = UNKNOWN_CALLER,
): Ctx<A> => ({ ...deps, actor, connectionId, caller });
