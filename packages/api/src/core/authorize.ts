import type { AdminActor, AgentActor, Ctx } from "./context";
import { Forbidden, Unauthenticated } from "./errors";

export function requireAdmin(ctx: Ctx): Ctx<AdminActor> {
  if (ctx.actor.kind === "anonymous") throw new Unauthenticated("TOKEN_REQUIRED", "Access token required");
  if (ctx.actor.kind !== "admin") throw new Forbidden("ROLE_WRONG", "This needs an admin's token");
  return ctx as Ctx<AdminActor>;
}

export function requireAgent(ctx: Ctx): Ctx<AgentActor> {
  if (ctx.actor.kind === "anonymous") throw new Unauthenticated("TOKEN_REQUIRED", "Access token required");
  if (ctx.actor.kind !== "agent") throw new Forbidden("ROLE_WRONG", "This needs an agent's token");
  return ctx as Ctx<AgentActor>;
}

/** The account of whoever asks, for what admins and agents may both read. */
export function requireAccount(ctx: Ctx): number {
  if (ctx.actor.kind === "anonymous") throw new Unauthenticated("TOKEN_REQUIRED", "Access token required");
  return ctx.actor.accountId;
}
