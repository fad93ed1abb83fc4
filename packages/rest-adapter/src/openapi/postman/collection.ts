import type { ApiDocument } from "../document";
import { SESSION_ID } from "../examples";
import { FORM_TYPE, type Operation, operationsOf, rolesOf } from "../operations";
import { type Body, formBody, jsonBody, jsonHeader } from "./body";
import { successOf, testScript } from "./script";
import { FOLDERS, type Step } from "./steps";

const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/** Every endpoint as a request that is ready to be sent, each with its own checks. @throws Error when one is left out */
export function postmanCollection(document: ApiDocument) {
  const operations = operationsOf(document);
  const sent = new Set(FOLDERS.flatMap(({ steps }) => steps.map(({ operationId }) => operationId)));
  const missing = operations.filter(({ operationId }) => !sent.has(operationId)).map(({ operationId }) => operationId);
  if (missing.length > 0) throw new Error(`no request of the collection sends ${missing.join(", ")}`);
  return {
    info: { name: document.info.title, description: document.info.description, schema: SCHEMA },
    item: FOLDERS.map(({ name, description, steps }) => ({ name, description, item: steps.map((step) => itemOf(operations, step)) })),
    variable: [
      { key: "baseUrl", value: document.servers?.[0]?.url },
      { key: "sessionId", value: SESSION_ID },
    ],
  };
}

/** A server on this machine. Tokens and ids are filled in by the requests that make them. */
export function postmanEnvironment(document: ApiDocument) {
  const value = (key: string, text: string, type: "default" | "secret" = "default") => ({ key, value: text, type, enabled: true });
  return {
    name: "Local server",
    values: [
      value("baseUrl", document.servers?.[0]?.url ?? ""),
      value("sessionId", SESSION_ID),
      value("siteKey", ""),
      value("agentId", ""),
      value("adminToken", "", "secret"),
      value("agentToken", "", "secret"),
    ],
    _postman_variable_scope: "environment",
  };
}

function itemOf(operations: Operation[], step: Step) {
  const operation = operations.find(({ operationId }) => operationId === step.operationId);
  if (!operation) throw new Error(`no operation is called ${step.operationId}`);
  const { status, example } = successOf(operation);
  return {
    name: step.name ?? operation.summary,
    event: [{ listen: "test", script: { type: "text/javascript", exec: testScript(operation, step) } }],
    request: requestOf(operation, bodyOf(operation, step)),
    response:
      example === undefined ? [] : [{ name: `${status}`, code: status, header: [jsonHeader], body: JSON.stringify(example, null, 2) }],
  };
}

function bodyOf({ requestBody }: Operation, { body }: Step): Body | null {
  const example = body ?? requestBody?.content.example;
  if (example === undefined) return null;
  return requestBody?.content.mediaType === FORM_TYPE ? formBody(example as Record<string, string>) : jsonBody(example);
}

function requestOf(operation: Operation, body: Body | null) {
  const path = operation.path.slice(1).replace(/\{(\w+)\}/g, "{{$1}}");
  const query = operation.parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, schema }) => ({ key: name, value: String(schema.default) }));
  const search = query.length > 0 ? `?${query.map(({ key, value }) => `${key}=${value}`).join("&")}` : "";
  return {
    method: operation.method,
    description: operation.description ?? operation.summary,
    auth: authOf(operation),
    header: body === null ? [] : [body.header],
    url: { raw: `{{baseUrl}}/${path}${search}`, host: ["{{baseUrl}}"], path: path.split("/"), ...(query.length > 0 && { query }) },
    ...(body !== null && { body: body.body }),
  };
}

function authOf(operation: Operation) {
  const [role] = rolesOf(operation);
  return role === undefined
    ? { type: "noauth" }
    : { type: "bearer", bearer: [{ key: "token", value: `{{${role}Token}}`, type: "string" }] };
}
