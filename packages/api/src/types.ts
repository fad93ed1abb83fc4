/** The type-only surface for the apps: nothing here exists at run time. */
export type { AppRouter, RouterInputs, RouterOutputs } from "./trpc/app-router";
