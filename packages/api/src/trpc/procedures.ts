import { createContext, requireAdmin, requireAgent } from "../core";
import type { TrpcContext } from "./context";
import { baseProcedure } from "./init";

const verbContext = ({ deps, actor, caller, tokenProblem }: TrpcContext) => {
  if (tokenProblem) throw tokenProblem;
  return createContext(deps, actor, null, caller);
};

/** For anyone: registering and logging in. A stale token in the connection does not stand in the way. */
export const publicProcedure = baseProcedure.use(async ({ ctx, next }) => {
  await ctx.countAnonymous();
  return next({ ctx: { verb: createContext(ctx.deps, ctx.actor, null, ctx.caller) } });
});

/** For an account's owner. */
export const adminProcedure = baseProcedure.use(({ ctx, next }) => next({ ctx: { verb: requireAdmin(verbContext(ctx)) } }));

/** For an agent at work. */
export const agentProcedure = baseProcedure.use(({ ctx, next }) => next({ ctx: { verb: requireAgent(verbContext(ctx)) } }));
