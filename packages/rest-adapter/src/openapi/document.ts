import { OpenAPIHono } from "@hono/zod-openapi";
import { ROUTES } from "./routes";

export type ApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const DESCRIPTION = `Widgets, chats and agents over HTTP. Every answer is JSON but for a file itself.

Endpoints that need a token take it as \`Authorization: Bearer <token>\`; log-in and registration give one, good for 7 days
unless the operator says otherwise. What is wrong with the token is told first (401, 403), then what is wrong with the request.
Unknown keys of a body are ignored. Times are ISO 8601 in UTC.

Messages travel on WebSockets: \`/ws/{sessionId}\` for a visitor, \`/ws/agent/{agentId}?token=...\` for an agent.`;

const TAGS = [
  { name: "Authentication", description: "Accounts and tokens" },
  { name: "Widgets", description: "An admin's widgets, by their site keys" },
  { name: "Public widget routes", description: "Called from customers' websites: any origin, no token" },
  { name: "Files", description: "What visitors send beside text. An addition to the first edition of the API" },
  { name: "Chats", description: "What was said, and who waits" },
  { name: "Agent desk", description: "What an agent sees of its own work" },
  { name: "Agents", description: "An admin's agents. An addition to the first edition of the API" },
  { name: "Health", description: "Is it there?" },
];

/** The OpenAPI 3.1 document of this server. @param publicUrl without a slash at its end */
export function describeApi(publicUrl: string): ApiDocument {
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono();
  openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer", bearerFormat: "JWT" });
  for (const route of ROUTES) openAPIRegistry.registerPath(route);
  return getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Chat Widget Generator API", version: "1.0.0", description: DESCRIPTION, license: { name: "MIT" } },
    servers: [{ url: `${publicUrl}/api` }],
    tags: TAGS,
  });
}
