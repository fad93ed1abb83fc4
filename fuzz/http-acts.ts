import { describeApi } from "@chat/rest-adapter";
import fc from "fast-check";
import { type Definitions, fromSchema, type Known, type Schema, spoil } from "./from-schema";
import { hostileDocument, hostileText, hostileValue } from "./hostile";

export interface HttpAct {
  kind: "http";
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

interface Operation {
  security: unknown[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** Percent-encodes any text, lone surrogates too. */
const encode = (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

const rare = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: odd });

const bytes = fc.uint8Array({ maxLength: 200 });

const contentType = rare(
  fc.constant("application/json"),
  fc.constantFrom(
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json; charset=utf-7",
    "",
  ),
);

/** Requests for every route of the document, right and wrong, and for some that do not exist. @param ofVisitors what the routes without a token name */
export function httpActs(tokens: string[], known: Known, ofVisitors: Known): fc.Arbitrary<HttpAct> {
  const document = describeApi("http://localhost") as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Definitions };
  };
  const token = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...tokens) },
    { weight: 1, arbitrary: fc.constantFrom("", "garbage", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "x".repeat(9000)) },
  );
  const query = rare(
    fc.constant(""),
    fc
      .tuple(fc.constantFrom("page", "limit", "__proto__", "x"), hostileText)
      .map(([key, value]) => `?${key}=${encode(value.slice(0, 500))}`),
  );
  const bodyOf = (operation: Operation) => {
    const schema = operation.requestBody?.content["application/json"]?.schema;
    const valid = schema ? fromSchema(schema, known, document.components.schemas) : hostileValue;
    return fc.oneof(
      { weight: 4, arbitrary: valid.map((value) => JSON.stringify(value)) },
      { weight: 10, arbitrary: spoil(valid).map((value) => JSON.stringify(value)) },
      { weight: 3, arbitrary: hostileDocument },
      { weight: 1, arbitrary: bytes },
    );
  };
  const step = (usual: fc.Arbitrary<unknown> = hostileText) =>
    rare(usual.map(String), hostileText).map((value) => encode(value.slice(0, 500)));
  const pathOf = (path: string, { security }: Operation) => {
    const names = security.length === 0 ? ofVisitors : known;
    return fc.tuple(...path.split("/").map((part) => (part.startsWith("{") ? step(names[part.slice(1, -1)]) : fc.constant(part))));
  };

  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      // What hashes a password costs a hundred times the rest.
      const weight = path.startsWith("/auth/") || (path === "/agents" && method === "post") ? 1 : 4;
      const parts = {
        steps: pathOf(path, operation),
        query,
        token,
        contentType,
        body: bodyOf(operation),
        way: rare(fc.constant(method), fc.constantFrom("get", "post", "put", "patch", "delete", "options")),
      };
      const arbitrary = fc.record(parts).map(({ steps, query, token, contentType, body, way }): HttpAct => {
        const headers = { "content-type": contentType, ...(token !== "" && { authorization: `Bearer ${token}` }) };
        const takesBody = !["get", "options"].includes(way);
        return { kind: "http", method: way.toUpperCase(), path: `/api${steps.join("/")}${query}`, headers, ...(takesBody && { body }) };
      });
      return { weight, arbitrary };
    }),
  );
  const nowhere = fc.record({ text: hostileText, token }).map(
    ({ text, token }): HttpAct => ({
      kind: "http",
      method: "GET",
      path: `/api/${encode(text.slice(0, 500))}`,
      headers: token ? { authorization: `Bearer ${token}` } : {},
    }),
  );
  return fc.oneof(...routes, { weight: 4, arbitrary: nowhere });
}
