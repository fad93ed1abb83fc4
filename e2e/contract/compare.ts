import type { Expectation } from "./fill-in";
import { differences, type Json } from "./structure";

type Body = { [key: string]: Json };
const at = (value: unknown, path: string[]): unknown => path.reduce<unknown>((found, key) => (found as Body | undefined)?.[key], value);

/** Where an answer differs from what the document says of it. */
export function compare({ body, rules, rest }: Expectation, actual: unknown): string[] {
  if (!rest) return differences(body, actual, rules);
  const shown = structuredClone(body);
  const part = at(shown, rest.path) as Body;
  delete part["..."];
  const told = at(actual, rest.path) as Body | undefined;
  if (!told) return differences(shown, actual, rules);
  const left = Object.keys(part);
  const keep = (from: Body) => Object.fromEntries(Object.entries(from).filter(([key]) => left.includes(key)));
  const trimmed = structuredClone(actual) as Body;
  const holder = at(trimmed, rest.path.slice(0, -1)) as Body;
  holder[rest.path.at(-1) ?? ""] = keep(told);
  return [...differences(shown, trimmed, rules), ...differences(rest.body, told, { loose: true }, rest.path)];
}
