import { type Operation, rolesOf } from "../openapi/operations";

const EXAMPLES: Record<string, string> = { siteKey: "widget-abc123", sessionId: "session_abc123", agentId: "1" };

/** The path with example values in place of its parameters. */
export const examplePath = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => EXAMPLES[name] ?? name);

/** A line to paste into a shell. @param baseUrl where the API is */
export function curlOf(operation: Operation, baseUrl: string): string {
  const body = operation.requestBody?.content.example;
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const search = query.length > 0 ? `?${query.map(({ name, schema }) => `${name}=${schema.default}`).join("&")}` : "";
  return [
    `curl ${operation.method === "GET" ? "" : `-X ${operation.method} `}${quote(`${baseUrl}${examplePath(operation.path)}${search}`)}`,
    rolesOf(operation).length > 0 && `-H "Authorization: Bearer YOUR_TOKEN"`,
    body !== undefined && `-H "Content-Type: application/json"`,
    body !== undefined && `-d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`,
  ]
    .filter((part) => part !== false)
    .join(" \\\n  ");
}

/** A `?` or `&` means something to a shell. */
const quote = (url: string) => (/[?&]/.test(url) ? `"${url}"` : url);
