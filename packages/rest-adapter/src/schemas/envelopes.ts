import { type ZodType, z } from "zod";

/** `{ success, data }`, as most endpoints answer. */
export const dataEnvelope = <S extends ZodType>(data: S) => z.object({ success: z.literal(true), data });

/** The same with the message that the document gives. */
export const toldEnvelope = <M extends string, S extends ZodType>(message: M, data: S) =>
  z.object({ success: z.literal(true), message: z.literal(message), data });

export const doneEnvelope = <M extends string>(message: M) => z.object({ success: z.literal(true), message: z.literal(message) });

export const Failure = z.object({ success: z.literal(false), message: z.string() }).meta({ id: "Failure" });

/** Every problem of the input, joined by commas. */
export const ValidationFailure = z
  .object({ success: z.literal(false), message: z.literal("Validation error"), errors: z.string() })
  .meta({ id: "ValidationFailure" });

/** Which fields are taken. Without `errors`: the move that was asked for does not fit the state of the chat. */
export const ConflictFailure = z
  .object({ success: z.literal(false), message: z.string(), errors: z.record(z.string(), z.string()).optional() })
  .meta({ id: "ConflictFailure" });
