import { initTRPC, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { z } from "zod";
import { invalidInput } from "../core";
import type { TrpcContext } from "./context";
import { errorFacts, toTrpcError } from "./errors";

const t = initTRPC.context<TrpcContext>().create({
  // Streams go over sockets alone, which end when the token they were opened with is revoked.
  sse: { enabled: false },
  // What a stream throws after it began has not passed the middleware below: it is mapped here.
  errorFormatter({ shape, error }) {
    const cause = error.cause instanceof z.core.$ZodError ? invalidInput(error.cause) : error.cause;
    const known = toTrpcError(cause) ?? error;
    const facts = errorFacts(known);
    const message = facts.reason === "INTERNAL" ? "Something went wrong on our side" : known.message;
    const httpStatus = getHTTPStatusCodeFromError(known);
    // Without the stack, which tRPC adds in development.
    return { code: TRPC_ERROR_CODES_BY_KEY[known.code], message, data: { code: known.code, httpStatus, path: shape.data.path, ...facts } };
  },
});

/** Turns the core's errors into tRPC's; logs and hides the rest. */
const mapErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const known = toTrpcError(result.error.cause ?? result.error);
  if (known) throw known;
  if (result.error.code !== "INTERNAL_SERVER_ERROR") return result;
  ctx.deps.log("error", "a procedure failed", { path, error: result.error.cause });
  throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "Something went wrong on our side" });
});

export const router = t.router;
export const baseProcedure = t.procedure.use(mapErrors);
