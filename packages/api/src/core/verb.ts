import type { z } from "zod";
import { requireAdmin, requireAgent } from "./authorize";
import type { AdminActor, AgentActor, Ctx } from "./context";
import { Invalid } from "./errors";

/** A verb trusts no transport: it takes anything, and works on what its schema made of it. */
export type Verb<Output> = (ctx: Ctx, input: unknown) => Promise<Output>;

const verb =
  <C extends Ctx, S extends z.ZodType, Output>(
    admit: (ctx: Ctx) => C,
    schema: S,
    run: (ctx: C, input: z.output<S>) => Promise<Output>,
  ): Verb<Output> =>
  async (ctx, input) => {
    const admitted = admit(ctx);
    const parsed = parseInput(schema, input);
    // Counted, so that a process that stops first tells what it has changed.
    ctx.background.beginCall();
    try {
      return await run(admitted, parsed);
    } finally {
      ctx.background.endCall();
    }
  };

/** A verb that anyone may call. */
export const publicVerb = <S extends z.ZodType, Output>(schema: S, run: (ctx: Ctx, input: z.output<S>) => Promise<Output>) =>
  verb((ctx) => ctx, schema, run);

/** A verb of an account's owner. */
export const adminVerb = <S extends z.ZodType, Output>(schema: S, run: (ctx: Ctx<AdminActor>, input: z.output<S>) => Promise<Output>) =>
  verb(requireAdmin, schema, run);

/** A verb of an agent at work. */
export const agentVerb = <S extends z.ZodType, Output>(schema: S, run: (ctx: Ctx<AgentActor>, input: z.output<S>) => Promise<Output>) =>
  verb(requireAgent, schema, run);

/** @throws Invalid naming every problem at once */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error);
}

/** What a schema refused: the first problem of each field, by its name and in words. */
export function invalidInput({ issues }: z.core.$ZodError): Invalid {
  const fields: Record<string, string> = {};
  for (const issue of issues) fields[issue.path.join(".")] ??= issue.message;
  return new Invalid([...new Set(Object.values(fields))], fields);
}
