export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Rules {
  /** Paths whose text may be any, as in `messages.*.text`. */
  any?: readonly string[];
  /** Paths whose number must be the example's. */
  exact?: readonly string[];
  /** Only keys, types and formats count. */
  loose?: boolean;
}

/** Texts of which an example shows the format and no more. */
const FORMATS: [example: RegExp, actual: RegExp][] = [
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/],
  [/^eyJ/, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/],
  [/^\d+(\.\d)? min$/, /^\d+(\.\d)? min$/],
  [/^\d+(\.\d)? minutes?$/, /^(1 minute|\d+(\.\d)? minutes)$/],
  [/^msg_\d+$/, /^msg_\d+$/],
  [/^widget-(abc123|def456)$/, /^widget-[\w-]{16,}$/],
  [/^session_(abc)?123$/, /^[\w-]{8,128}$/],
];

/** Where what was answered is not built as the example: keys, types, formats, and values that the example fixes. */
export function differences(example: Json, actual: unknown, rules: Rules = {}, path: string[] = []): string[] {
  const at = path.join(".") || "(whole)";
  const wrong = [`${at}: ${JSON.stringify(actual)} where the document has ${JSON.stringify(example)}`];
  const isListed = (paths: readonly string[] = []) => paths.includes(path.map((step) => (/^\d+$/.test(step) ? "*" : step)).join("."));

  if (Array.isArray(example)) return Array.isArray(actual) ? differentElements(example, actual, rules, path) : wrong;
  if (typeof example === "object" && example !== null) return isObject(actual) ? differentKeys(example, actual, rules, path) : wrong;
  if (typeof example !== typeof actual || (example === null) !== (actual === null)) return wrong;
  if (typeof example === "number") {
    const isFit = isListed(rules.exact)
      ? actual === example
      : Number.isInteger(example)
        ? Number.isInteger(actual)
        : isOneDecimal(Number(actual));
    return isFit ? [] : wrong;
  }
  if (rules.loose || isListed(rules.any)) return actual === "" ? wrong : [];
  const format = typeof example === "string" && FORMATS.find(([pattern]) => pattern.test(example))?.[1];
  return (format ? format.test(String(actual)) : actual === example) ? [] : wrong;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const isOneDecimal = (value: number) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-9;

function differentKeys(example: Record<string, Json>, actual: Record<string, unknown>, rules: Rules, path: string[]): string[] {
  const keys = new Set([...Object.keys(example), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => {
    const here = [...path, key];
    if (!Object.hasOwn(example, key)) return [`${here.join(".")}: the document has no such key`];
    if (!Object.hasOwn(actual, key)) return [`${here.join(".")}: missing`];
    return differences(example[key] as Json, actual[key], rules, here);
  });
}

/** Every element is built as one of the example's, and each of those is there. */
function differentElements(examples: Json[], actual: unknown[], rules: Rules, path: string[]): string[] {
  if (rules.loose && examples.length === 0) return [];
  const tried = actual.map((element, index) => examples.map((example) => differences(example, element, rules, [...path, String(index)])));
  const unlike = tried.flatMap((attempts, index) =>
    attempts.some(({ length }) => length === 0) ? [] : (attempts[0] ?? [`${[...path, index].join(".")}: the document has none`]),
  );
  const absent = examples.flatMap((example, index) =>
    tried.some((attempts) => attempts[index]?.length === 0) ? [] : [`${path.join(".")}: none like ${JSON.stringify(example)}`],
  );
  return [...unlike, ...absent];
}
