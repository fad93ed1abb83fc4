import { expect } from "bun:test";
import { compare } from "./compare";
import { exampleOf } from "./document";
import { expectationOf, fillIn, type Names } from "./fill-in";
import type { Stage } from "./stage";
import { differences, type Json } from "./structure";

export interface Answer {
  status: number;
  body: Json & { [key: string]: Json };
  headers: Headers;
}

interface HttpExample {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A request as it stands in a fence: its line, its headers, an empty line, its body. */
function parseRequest(text: string): HttpExample {
  const [head = "", ...body] = text.split("\n\n");
  const [line = "", ...headerLines] = head.split("\n");
  const [method = "", path = ""] = line.split(" ");
  const headers = Object.fromEntries(headerLines.map((header) => header.split(": ") as [string, string]));
  const lines = body.join("\n\n");
  // Lines of a form end as those of mail do, which a page of Markdown does not show.
  const isForm = headers["Content-Type"]?.startsWith("multipart/");
  return { method, path: path.startsWith("/api") ? path : `/api${path}`, headers, body: isForm ? lines.replaceAll("\n", "\r\n") : lines };
}

const sent = new Set<string>();
export const sentExamples = (): string[] => [...sent];

/** Sends a documented request and holds its answer to the documented response. */
export async function sendExample(stage: Stage, name: string, names: Names = {}): Promise<Answer> {
  const known = { host: stage.host, ...names };
  const request = exampleOf(stage.document, "request", name);
  const { method, path, headers, body } = parseRequest(fillIn(request.text, known));
  const response = await fetch(stage.url + path, { method, headers, ...(body !== "" && { body }) });
  sent.add(name);
  if (!response.headers.get("content-type")?.startsWith("application/json")) return expectBytes(stage, name, response);
  const answer: Answer = { status: response.status, body: (await response.json()) as Answer["body"], headers: response.headers };
  expectAnswer(stage, name, answer, names);
  if (headers["Content-Type"]?.startsWith("multipart/")) return answer;
  if (body !== "") await expectDeclared(stage, method, path, JSON.parse(body) as Json);
  if (body !== "" && request.attributes.echo) expectEcho(JSON.parse(body) as Record<string, Json>, answer.body, request.attributes.echo);
  return answer;
}

/** What is no JSON is what stands there, byte for byte. */
async function expectBytes(stage: Stage, name: string, response: Response): Promise<Answer> {
  const { status, headers } = response;
  const example = exampleOf(stage.document, "response", name);
  expect({ name, status, text: await response.text() }).toEqual({ name, status: Number(example.attributes.status), text: example.text });
  expectSecurityHeaders(stage, headers);
  return { status, headers, body: {} };
}

/** Holds an answer to a documented response. */
export function expectAnswer(stage: Stage, name: string, answer: Answer, names: Names = {}): void {
  const response = exampleOf(stage.document, "response", name);
  expect({ name, status: answer.status }).toEqual({ name, status: Number(response.attributes.status) });
  expect(compare(expectationOf(stage.document, response, { host: stage.host, ...names }), answer.body)).toEqual([]);
  expectSecurityHeaders(stage, answer.headers);
}

/** What was sent comes back under the same keys. */
function expectEcho(body: Record<string, Json>, answer: Json, echo: string): void {
  const part = echo.split(".").reduce<Json>((found, key) => (found as Record<string, Json>)[key] ?? null, answer) as Record<string, Json>;
  for (const [key, value] of Object.entries(body)) expect({ [key]: part[key] }).toEqual({ [key]: value });
}

type Schema = { properties?: Record<string, unknown>; $ref?: string; allOf?: Schema[] };

/** Unknown keys are ignored, so that nothing but the server's own description tells a wrong one. */
async function expectDeclared(stage: Stage, method: string, path: string, body: Json): Promise<void> {
  const api = await (await fetch(`${stage.url}/api/openapi.json`)).json();
  const steps = path.replace(/^\/api/, "").split("/");
  const isSame = (template: string) => {
    const pattern = template.split("/");
    return pattern.length === steps.length && pattern.every((step, index) => step === steps[index] || step.startsWith("{"));
  };
  const template = Object.keys(api.paths).find(isSame);
  const content = api.paths[template ?? ""]?.[method.toLowerCase()]?.requestBody?.content?.["application/json"];
  const resolve = (schema: Schema = {}): Schema => (schema.$ref ? api.components.schemas[schema.$ref.split("/").at(-1) ?? ""] : schema);
  const schema = resolve(content?.schema);
  const examples = [content?.example ?? {}, ...Object.values<{ value?: object }>(content?.examples ?? {}).map(({ value }) => value ?? {})];
  const declared = [schema, ...(schema.allOf ?? []).map(resolve), ...examples.map((properties) => ({ properties }))];
  const known = declared.flatMap(({ properties = {} }) => Object.keys(properties));
  expect(Object.keys(body as object).filter((key) => !known.includes(key))).toEqual([]);
}

function expectSecurityHeaders(stage: Stage, headers: Headers): void {
  for (const line of exampleOf(stage.document, "list", "security-headers").text.split("\n")) {
    const [header = "", value] = line.split(/: (.*)/);
    expect(headers.get(header)).not.toBeNull();
    if (value !== undefined) expect(differences(value, headers.get(header))).toEqual([]);
  }
}
