/** Where a call comes from, as far as its transport knows. */
export interface Caller {
  /** What one subscriber has: an IPv4 address, or the /64 network of an IPv6 one. */
  readonly address: string | null;
  /** Origin of the website whose page calls. Null: no browser, or a page of this very server. */
  readonly website: string | null;
}

export const UNKNOWN_CALLER: Caller = { address: null, website: null };
