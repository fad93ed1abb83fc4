import fc from "fast-check";
import { hostileText, hostileValue } from "./hostile";

/** As much of JSON Schema as the contract's own schemas come out as. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

export type Definitions = Record<string, Schema>;
/** Real values for keys by name, so that what is asked for exists. */
export type Known = Record<string, fc.Arbitrary<unknown>>;

/** Values that a schema takes, mostly: what a pattern or a length means is met, what a refinement adds may not be. */
export function fromSchema(schema: Schema, known: Known, definitions: Definitions = {}): fc.Arbitrary<unknown> {
  const inner = (part: Schema) => fromSchema(part, known, definitions);
  if (schema.$ref) return inner(definitions[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(inner));
  if (schema.allOf?.[0]) return inner(schema.allOf[0]);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "string":
      return textOf(schema);
    case "integer":
      return fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 1_000_000, 1_000_000) });
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(inner(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? 3, 3) });
    case "object":
      return objectOf(schema, known, definitions);
    default:
      return hostileValue;
  }
}

function textOf({ pattern, minLength = 0, maxLength = 50 }: Schema): fc.Arbitrary<string> {
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ unit: "grapheme", minLength, maxLength: Math.max(minLength, Math.min(maxLength, 50)) });
}

function objectOf(schema: Schema, known: Known, definitions: Definitions): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  if (Object.keys(properties).length === 0) {
    const values = typeof additionalProperties === "object" ? fromSchema(additionalProperties, known, definitions) : hostileValue;
    return fc.dictionary(fc.string(), values, { maxKeys: 4 });
  }
  const entries = Object.entries(properties).map(([key, part]) => [key, known[key] ?? fromSchema(part, known, definitions)]);
  return fc.record<Record<string, unknown>>(Object.fromEntries(entries), { requiredKeys: required });
}

/** The same with one thing wrong: a key that is hostile, missing, or too many. */
export const spoil = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(valid, fc.nat(), hostileValue, hostileText, fc.constantFrom("replace", "drop", "add"))
    .map(([value, pick, hostile, name, how]) => {
      if (typeof value !== "object" || value === null) return hostile;
      const entries = Object.entries(value);
      const at = entries.length === 0 ? 0 : pick % entries.length;
      if (how === "add") entries.push([name, hostile]);
      else if (how === "drop") entries.splice(at, 1);
      else entries[at] = [entries[at]?.[0] ?? name, hostile];
      return Object.fromEntries(entries);
    });
