import { findAgent, findUser } from "@chat/db";
import type { Actor } from "../context";
import { readToken, type TokenClaims } from "../crypto";
import type { Deps } from "../deps";
import { Unauthenticated } from "../errors";

/**
 * Who a token speaks for. The row is read each time, so that a revoked token, a disabled agent or a deleted
 * account is refused at once.
 * @throws Unauthenticated TOKEN_INVALID
 */
export async function authenticate(deps: Deps, token: string): Promise<Exclude<Actor, { kind: "anonymous" }>> {
  const claims = await readToken(token, deps.tokenSecret);
  const actor = claims && (claims.role === "admin" ? await adminOf(deps, claims) : await agentOf(deps, claims));
  if (!actor) throw new Unauthenticated("TOKEN_INVALID", "Invalid or expired token");
  return actor;
}

async function adminOf(deps: Deps, claims: TokenClaims) {
  const user = await findUser(deps.db, claims.id);
  if (!user || user.tokenVersion !== claims.version) return null;
  return { kind: "admin", id: user.id, accountId: user.id } as const;
}

async function agentOf(deps: Deps, claims: TokenClaims) {
  const agent = await findAgent(deps.db, claims.id);
  if (!agent?.isActive || agent.accountId === null || agent.tokenVersion !== claims.version) return null;
  return { kind: "agent", id: agent.id, accountId: agent.accountId, fullName: agent.fullName } as const;
}
