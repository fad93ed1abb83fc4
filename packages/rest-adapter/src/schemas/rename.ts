import { type ZodObject, type ZodType, z } from "zod";

type Keys = Readonly<Record<string, string>>;
/** The entries of T that the table names, by their new names. */
export type Renamed<T, K extends Keys> = { [Name in keyof T & keyof K as K[Name]]: T[Name] };
/** Refuses a table that names what T has not. */
type OnlyKeysOf<T, K extends Keys> = { [Name in Exclude<keyof K, keyof T>]: never };
/** What stays a dictionary in both directions: entries in the table's order, the rest left behind. */
const entriesBy = (source: object, keys: Keys) => {
  const held = source as Record<string, unknown>;
  return Object.entries(keys).flatMap(([name, key]) => (Object.hasOwn(held, name) ? [[key, held[name]] as const] : []));
};

/** A shape of the contract under REST's names. */
export function renameShape<S extends Record<string, ZodType>, K extends Keys>(shape: S, keys: K & OnlyKeysOf<S, K>) {
  // The entries are those that Renamed takes, with the names it gives them.
  return z.object(Object.fromEntries(entriesBy(shape, keys))) as unknown as ZodObject<Renamed<S, K>>;
}

/** A value of such a shape under REST's names. */
export function renameValue<T extends object, K extends Keys>(value: T, keys: K & OnlyKeysOf<T, K>) {
  return Object.fromEntries(entriesBy(value, keys)) as Renamed<T, K>;
}

/** A body's known keys by the contract's names. The rest is ignored, and what is absent stays absent. */
export function readRenamed(body: Record<string, unknown>, keys: Keys): Record<string, unknown> {
  const back = Object.fromEntries(Object.entries(keys).map(([name, key]) => [key, name]));
  return Object.fromEntries(entriesBy(body, back));
}
