import { type ContractDocument, type Example, exampleOf } from "./document";
import type { Json, Rules } from "./structure";

/** What the examples call by a name of their own, as it is on the server at hand. */
export interface Names {
  host?: string;
  token?: string;
  siteKey?: string;
  sessionId?: string;
  agentId?: number;
  key?: string;
  /** The first message that a client knows. */
  firstKnown?: string;
}

/** An example's text with what the reader has to fill in. */
export function fillIn(text: string, { host, token, siteKey, sessionId, agentId, key, firstKnown }: Names): string {
  const replacements: [RegExp, string | undefined][] = [
    [/localhost:5000/g, host],
    [/<token>|YOUR_TOKEN|YOUR_JWT_TOKEN/g, token],
    [/\{siteKey\}|widget-abc123/g, siteKey],
    [/\{sessionId\}|session_abc123|session_123/g, sessionId],
    [/\{key\}/g, key],
    [/(?<="before": ")msg_\d+/g, firstKnown],
    [/\{id\}/g, agentId?.toString()],
    [/"agentId": 1\b/g, agentId && `"agentId": ${agentId}`],
  ].map(([pattern, value]) => [pattern as RegExp, value as string | undefined]);
  return replacements.reduce((filled, [pattern, value]) => (value === undefined ? filled : filled.replaceAll(pattern, () => value)), text);
}

/** JSON in which `[...]` stands for elements that another example shows. */
export const parseJson = (text: string): Json => JSON.parse(text.replaceAll("[...]", '["..."]')) as Json;

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const step = (value: Json | undefined, key: string) => (isObject(value) ? value[key] : undefined);

/** What stands at `login#data.user`: a path in another response. */
function lookUp(document: ContractDocument, reference: string, names: Names): Json {
  const [name = "", path = ""] = reference.split("#");
  const whole = parseJson(fillIn(exampleOf(document, "response", name).text, names));
  const found = path.split(".").reduce<Json | undefined>(step, whole);
  if (found === undefined) throw new Error(`docs/api.md has no ${reference}`);
  return found;
}

export interface Expectation {
  body: Json;
  rules: Rules;
  /** Keys that the example leaves out as `"...": "..."`, with the object whose keys they are. */
  rest: { body: Json; path: string[] } | null;
}

/** What an example says of an answer or a frame. */
export function expectationOf(document: ContractDocument, { text, attributes }: Example, names: Names): Expectation {
  const list = (key: string) => attributes[key]?.split(",") ?? [];
  const rules = { any: list("any"), exact: list("exact") };
  let body = parseJson(fillIn(text, names));
  if (attributes.elements && isObject(body)) {
    const elements = lookUp(document, attributes.elements, names);
    body = Object.fromEntries(Object.entries(body).map(([key, value]) => [key, JSON.stringify(value) === '["..."]' ? elements : value]));
  }
  const path = attributes.rest?.split("#")[1]?.split(".");
  return { body, rules, rest: attributes.rest && path ? { body: lookUp(document, attributes.rest, {}), path } : null };
}
