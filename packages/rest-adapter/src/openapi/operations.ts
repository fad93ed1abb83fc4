import { z } from "zod";
import type { ApiDocument } from "./document";

/** What is read of a JSON schema to show it. */
export interface Shape {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  default?: unknown;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  maxItems?: number;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  additionalProperties?: Shape | boolean;
  anyOf?: Shape[];
}
const Shape = z.custom<Shape>((value) => typeof value === "object" && value !== null);

/** Of each kind of content an endpoint has one. Bytes have no example. */
const Content = z
  .record(z.string(), z.object({ schema: Shape, example: z.unknown().optional() }))
  .refine((content) => Object.keys(content).length === 1)
  .transform((content) => {
    const [mediaType, described] = Object.entries(content)[0] as [string, { schema: Shape; example?: unknown }];
    return { mediaType, ...described };
  });

const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.tuple([z.string()]),
  security: z.array(z.object({ bearer: z.array(z.string()) })),
  parameters: z.array(z.object({ name: z.string(), in: z.enum(["path", "query"]), required: z.boolean(), schema: Shape })).default([]),
  requestBody: z.object({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content.optional() })),
});

export type Operation = z.output<typeof Operation> & { method: string; path: string };

/** The operations of a document, in its order. @throws ZodError for a document that says less of one than ours does */
export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...Operation.parse(operation) })),
  );
}

export const JSON_TYPE = "application/json";
export const FORM_TYPE = "multipart/form-data";

/** Who may call it: admin, agent, both, or no one in particular. */
export const rolesOf = (operation: Operation): string[] => operation.security.flatMap(({ bearer }) => bearer);

const NAME_OF_REF = "#/components/schemas/";

/** A schema, and its name when it has one. */
export function resolveShape(document: ApiDocument, shape: Shape): { name: string | null; shape: Shape } {
  const name = shape.$ref?.startsWith(NAME_OF_REF) ? shape.$ref.slice(NAME_OF_REF.length) : null;
  return { name, shape: name === null ? shape : Shape.parse(document.components?.schemas?.[name]) };
}
