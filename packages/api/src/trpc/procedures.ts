import { createContext, requireAdmin, requireAgent } from "../core";
import type { TrpcContext } from "./context";
import { baseProcedure } from "./init";

const verbContext = ({ deps, actor, tokenProblem }: TrpcContext) => {
  if (tokenProblem) throw tokenProblem;
  return createContext(deps, actor);
};

/** For anyone: registering and logging in. A stale token in the connection does not stand in the way. */
export const publicProcedure = baseProcedure.use(({ ctx, next }) => next({ ctx: { verb: createContext(ctx.deps, ctx.actor) } }));

/** For an account's owner. */
export const adminProcedure = baseProcedure.use(({ ctx, next }) => next({ ctx: { verb: requireAdmin(verbContext(ctx)) } }));

/** For an agent at work. */
export const agentProcedure = baseProcedure.use(({ ctx, next }) => next({ ctx: { verb: requireAgent(verbContext(ctx)) } }));
