import { AgentId, SessionId, SiteKey } from "@chat/api/contract";
import { ANONYMOUS, authenticate, type Core, type Ctx, createContext, Invalid, NotFound, Unauthenticated } from "@chat/api/core";
import type { Context } from "hono";

export const asAnyone = (core: Core, c: Context): Ctx => createContext(core.deps, ANONYMOUS, null, c.get("caller"));

/** Who the bearer token speaks for. Whether that may do what it asks is the verb's to say. @throws Unauthenticated */
export async function asBearer(core: Core, c: Context): Promise<Ctx> {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined) throw new Unauthenticated("TOKEN_REQUIRED", "Access token required");
  return createContext(core.deps, await authenticate(core.deps, token), null, c.get("caller"));
}

/** The body as an object; an empty one has no keys. @throws Invalid for anything else */
export async function readBody(c: Context): Promise<Record<string, unknown>> {
  const body = parseJson(await c.req.text());
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Invalid(["Body must be a JSON object"]);
  return body as Record<string, unknown>;
}

function parseJson(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Invalid(["Malformed JSON"]);
  }
}

// An ill-formed id in a path names nothing that exists: it is not found rather than invalid.
const param = (c: Context, name: string) => c.req.param(name) ?? "";

export function siteKeyOf(c: Context): string {
  const siteKey = param(c, "siteKey");
  if (!SiteKey.safeParse(siteKey).success) throw new NotFound("WIDGET_UNKNOWN", `Widget not found for site key: ${siteKey}`);
  return siteKey;
}

export function sessionIdOf(c: Context): string {
  const sessionId = param(c, "sessionId");
  if (!SessionId.safeParse(sessionId).success) throw new NotFound("SESSION_UNKNOWN", "Session not found");
  return sessionId;
}

export function agentIdOf(c: Context): number {
  const agentId = AgentId.safeParse(param(c, "agentId"));
  if (!agentId.success) throw new NotFound("AGENT_UNKNOWN", "Agent not found");
  return agentId.data;
}
