import { FORM_TYPE, type Operation, rolesOf } from "../openapi/operations";

const EXAMPLES: Record<string, string> = {
  siteKey: "widget-abc123",
  sessionId: "session_abc123",
  agentId: "1",
  key: "Zk3vQ9x2LmT7bN5cR8wY1dHs",
};

/** The path with example values in place of its parameters. */
export const examplePath = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => EXAMPLES[name] ?? name);

/** A line to paste into a shell. @param baseUrl where the API is */
export function curlOf(operation: Operation, baseUrl: string): string {
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const search = query.length > 0 ? `?${query.map(({ name, schema }) => `${name}=${schema.default}`).join("&")}` : "";
  return [
    `curl ${operation.method === "GET" ? "" : `-X ${operation.method} `}${quote(`${baseUrl}${examplePath(operation.path)}${search}`)}`,
    rolesOf(operation).length > 0 && `-H "Authorization: Bearer YOUR_TOKEN"`,
    ...bodyArguments(operation.requestBody?.content),
  ]
    .filter((part) => part !== false)
    .join(" \\\n  ");
}

function bodyArguments(content: NonNullable<Operation["requestBody"]>["content"] | undefined): string[] {
  if (content?.example === undefined) return [];
  // A file is named, and curl tells which type a name has.
  if (content.mediaType === FORM_TYPE) {
    return Object.entries(content.example as Record<string, string>).map(([name, value]) =>
      name === "file" ? "-F file=@order.txt" : `-F ${name}=${value}`,
    );
  }
  return [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(content.example, null, 2).replaceAll("'", "'\\''")}'`];
}

/** A `?` or `&` means something to a shell. */
const quote = (url: string) => (/[?&]/.test(url) ? `"${url}"` : url);
