import type { Actor } from "../context";
import type { TokenClaims } from "../crypto";
import type { Deps } from "../deps";
import { Unauthenticated } from "../errors";

/**
 * Who a token speaks for. The row is read each time, so that a revoked token, a disabled agent or a deleted
 * account is refused at once. Costs that one read, shared with those who ask for the same row at the same time.
 * @throws Unauthenticated TOKEN_INVALID
 */
export async function authenticate(deps: Deps, token: string): Promise<Exclude<Actor, { kind: "anonymous" }>> {
  const claims = await deps.readToken(token);
  const actor = claims && (claims.role === "admin" ? await adminOf(deps, claims) : await agentOf(deps, claims));
  if (!actor) throw new Unauthenticated("TOKEN_INVALID", "Invalid or expired token");
  return actor;
}

async function adminOf(deps: Deps, claims: TokenClaims) {
  const user = await deps.reads.user(claims.id);
  if (!user || user.tokenVersion !== claims.version) return null;
  return { kind: "admin", id: user.id, accountId: user.id } as const;
}

async function agentOf(deps: Deps, claims: TokenClaims) {
  const agent = await deps.reads.agent(claims.id);
  if (!agent?.isActive || agent.accountId === null || agent.tokenVersion !== claims.version) return null;
  return { kind: "agent", id: agent.id, accountId: agent.accountId, fullName: agent.fullName } as const;
}
