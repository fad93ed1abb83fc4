import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { router } from "./init";
import { adminRouter } from "./routers/admin";
import { agentRouter } from "./routers/agent";

/** Audience first, so that a path shows the trust boundary it crosses. */
export const appRouter = router({ admin: adminRouter, agent: agentRouter });

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
