import { type Caller, UNKNOWN_CALLER } from "./caller";
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
