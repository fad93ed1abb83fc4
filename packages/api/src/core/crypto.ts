import { hash } from "node:crypto";
import { TimeSpan } from "oslo";
import { alphabet, generateRandomString } from "oslo/crypto";
import { createJWT, parseJWT, validateJWT } from "oslo/jwt";

export interface TokenClaims {
  id: number;
  role: "admin" | "agent";
  /** Must equal the account's or agent's token version. */
  version: number;
}

export function signToken(claims: TokenClaims, secret: Uint8Array, days: number): Promise<string> {
  const payload = { role: claims.role, ver: claims.version };
  return createJWT("HS256", secret, payload, {
    subject: String(claims.id),
    expiresIn: new TimeSpan(days, "d"),
    includeIssuedTimestamp: true,
  });
}

/** Null for whatever is not a token of ours, in force: garbage, another algorithm, tampered, expired, or without an expiry. */
export async function readToken(token: string, secret: Uint8Array): Promise<{ claims: TokenClaims; expiresAt: Date } | null> {
  try {
    const header = parseJWT(token);
    // "crit" names what a reader must understand (RFC 7515, 4.1.11), and this one understands nothing of it.
    if (header?.algorithm !== "HS256" || "crit" in header.header) return null;
    const jwt = await validateJWT("HS256", secret, token);
    const { role, ver } = jwt.payload as { role?: unknown; ver?: unknown };
    const id = Number(jwt.subject);
    if (jwt.expiresAt === null || !Number.isSafeInteger(id) || id < 1) return null;
    if ((role !== "admin" && role !== "agent") || typeof ver !== "number") return null;
    return { claims: { id, role, version: ver }, expiresAt: jwt.expiresAt };
  } catch {
    return null;
  }
}

const LETTERS = alphabet("a-z", "A-Z", "0-9");

/** Letters and digits; each holds 5.95 random bits, so 24 of them 142 bits. */
export const randomId = (chars = 24): string => generateRandomString(chars, LETTERS);

/** Hex SHA-256: enough for a secret of 128 random bits, which no dictionary holds. At once, since every message asks for it. */
export const hashSecret = (secret: string): string => hash("sha256", secret, "hex");
