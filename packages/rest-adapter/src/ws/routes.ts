import { AgentId, SessionId } from "@chat/api/contract";
import type { Caller, Core } from "@chat/api/core";
import { isAllowedOrigin, websiteOf } from "../cors";
import type { SiteSettings } from "../settings";
import { createAgentSocket } from "./agent";
import { refuseConnection } from "./connection";
import type { SocketHandlers } from "./socket";
import { createVisitorSocket } from "./visitor";

const SESSION_PATH = /^\/ws\/([^/]+)\/?$/;

export type MatchSocket = (request: Request, url: URL, address?: string | null) => SocketHandlers | null;

/** Who talks on the socket that a request asks for; null when it asks for none of ours. */
export function createSocketRoutes({ core, settings }: { core: Core; settings: SiteSettings }): MatchSocket {
  const agentSocket = (request: Request, url: URL, path: string): SocketHandlers => {
    const agentId = AgentId.safeParse(path);
    if (!agentId.success) return refuseConnection("Agent id is invalid");
    if (!isAllowedOrigin(request.headers.get("origin"), settings, request.headers.get("host")))
      return refuseConnection("Origin is not allowed");
    const token = url.searchParams.get("token");
    return token ? createAgentSocket(core, agentId.data, token) : refuseConnection("Access token required");
  };
  const visitorSocket = (request: Request, path: string, address: string | null): SocketHandlers => {
    const sessionId = SessionId.safeParse(path);
    if (!sessionId.success) return refuseConnection("Session id must be 8 to 128 letters, digits, - or _");
    const caller: Caller = { address, website: websiteOf(request.headers, settings) };
    return createVisitorSocket(core, sessionId.data, request.headers.get("user-agent"), caller);
  };

  return (request, url, address = null) => {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return null;
    const [, agent] = /^\/ws\/agent\/([^/]+)\/?$/.exec(url.pathname) ?? [];
    if (agent !== undefined) return agentSocket(request, url, agent);
    if (!SESSION_PATH.test(url.pathname)) return null;
    // A text of its own: what a match gives is a part of the path, which would be kept with it.
    return visitorSocket(request, url.pathname.replace(SESSION_PATH, "$1"), address);
  };
}
