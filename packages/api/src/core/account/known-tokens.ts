import { readToken, type TokenClaims } from "../crypto";

/** @returns what a token claims; null for whatever is not a token of ours, in force */
export type TokenReader = (token: string) => Promise<TokenClaims | null>;

/** Tokens remembered at most, about 4 MB. Beyond it the one that was remembered first is checked again when it comes. */
const MAX_TOKENS = 10_000;

/**
 * Reads tokens, and remembers whose signature was right: that never changes, as it follows from the token's text and the
 * server's key alone. What can change is asked anew each time: the clock here, the account's row by `authenticate`.
 * @param secret of the server, for as long as it runs
 */
export function createTokenReader(secret: Uint8Array, maxTokens = MAX_TOKENS): TokenReader {
  const known = new Map<string, { claims: TokenClaims; expiresAtMs: number }>();

  return async (token) => {
    const found = known.get(token);
    if (found && Date.now() < found.expiresAtMs) return found.claims;
    known.delete(token);
    const read = await readToken(token, secret);
    if (!read) return null;
    known.set(token, { claims: read.claims, expiresAtMs: read.expiresAt.getTime() });
    for (const oldest of known.keys()) {
      if (known.size <= maxTokens) break;
      known.delete(oldest);
    }
    return read.claims;
  };
}
