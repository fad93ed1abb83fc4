import type { Core } from "@chat/api/core";
import type { z } from "zod";
import { faultOfAnswer } from "./openapi/declared-answer";
import { createRestApp } from "./rest-app";
import type { RestSettings } from "./settings";
import { createSocketRoutes } from "./ws/routes";
import { TO_AGENT, TO_VISITOR } from "./ws/server-frames";
import type { SocketHandlers } from "./ws/socket";

export const SETTINGS: RestSettings = {
  environment: "test",
  publicUrl: "http://localhost:5000",
  corsOrigins: ["http://localhost:3000", "http://localhost:3002", "http://localhost:5000", "http://localhost"],
  rateLimitMax: 1_000_000,
  rateLimitWindowMinutes: 15,
  authRateLimitMax: 1_000_000,
  publicRateLimitMax: 1_000_000,
};

// biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is what it checks
type Json = any;

export interface Answer {
  status: number;
  body: Json;
  headers: Headers;
}

export type Call = (request: string, options?: { token?: string; body?: unknown; headers?: Record<string, string> }) => Promise<Answer>;

/** Calls the API as in `call("GET /widgets", { token })`. A body that is text is sent as it is; an answer that is not as declared is thrown. */
export function createCall(core: Core): Call {
  const app = createRestApp({ core, settings: SETTINGS });
  return async (request, { token, body, headers } = {}) => {
    const [method = "GET", path = ""] = request.split(" ");
    const response = await app.request(`http://localhost:5000/api${path}`, {
      method,
      headers: { ...(token && { Authorization: `Bearer ${token}` }), "Content-Type": "application/json", ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: Answer = { status: response.status, body: text === "" ? null : JSON.parse(text), headers: response.headers };
    const fault = faultOfAnswer(method, path.split("?")[0] ?? "", answer.status, answer.body);
    if (fault !== null) throw new Error(fault);
    return answer;
  };
}

/** A server of this core's sockets, on a free port. */
export function serveSockets(core: Core): { origin: string; stop(): Promise<void> } {
  const match = createSocketRoutes({ core, settings: SETTINGS });
  const server = Bun.serve({
    port: 0,
    fetch(request, self) {
      const handlers = match(request, new URL(request.url));
      return handlers && self.upgrade(request, { data: { handlers } }) ? undefined : new Response(null, { status: 404 });
    },
    websocket: {
      data: {} as { handlers: SocketHandlers },
      maxPayloadLength: 4 << 20,
      open: (socket) => socket.data.handlers.open(socket),
      message: (socket, data) => socket.data.handlers.message(socket, data),
      close: (socket, code, reason) => socket.data.handlers.close(socket, code, reason),
    },
  });
  return { origin: `ws://localhost:${server.port}`, stop: () => server.stop(true) };
}

const DEADLINE_MS = 10_000;

export type TestClient = ReturnType<typeof connect>;

/** What a frame has that its schema does not, or the other way round; null when it is as declared. */
function faultOf(url: string, { type, ...facts }: Json): string | null {
  const schemas: Record<string, z.ZodType> = new URL(url).pathname.startsWith("/ws/agent/") ? TO_AGENT : TO_VISITOR;
  const checked = schemas[type]?.safeParse(facts);
  return checked?.success ? null : `undeclared frame ${JSON.stringify({ type, ...facts })}: ${checked?.error.message ?? "no such type"}`;
}

/** A client that keeps every frame, and waits for the ones a test names. A frame that is not as declared fails its test. */
export function connect(url: string, headers: Record<string, string> = {}) {
  // Bun takes headers where the browser's types know only subprotocols.
  const socket = new WebSocket(url, { headers } as unknown as string[]);
  const unread: Json[] = [];
  const faults: string[] = [];
  const checkFaults = () => {
    if (faults.length > 0) throw new Error(faults.join("\n"));
  };
  const waiting = new Set<() => void>();
  const { promise: closed, resolve: onClosed } = Promise.withResolvers<{ code: number; reason: string }>();
  const opened = new Promise<void>((resolve) => {
    socket.onopen = () => resolve();
  });
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(String(data));
    const fault = faultOf(url, frame);
    if (fault !== null) faults.push(fault);
    unread.push(frame);
    for (const look of waiting) look();
  };
  socket.onclose = ({ code, reason }) => onClosed({ code, reason });

  const client = {
    closed,
    opened,
    unread,
    async send(frame: unknown) {
      await opened;
      if (frame instanceof Uint8Array) socket.send(new Uint8Array(frame));
      else socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
    },
    /** The first frame of a type that no test has read yet. */
    next(type: string): Promise<Json> {
      const { promise, resolve, reject } = Promise.withResolvers<Json>();
      const timer = setTimeout(() => reject(new Error(`no ${type}; unread: ${JSON.stringify(unread)}`)), DEADLINE_MS);
      const look = () => {
        const index = unread.findIndex((frame) => frame.type === type);
        if (index < 0) return;
        waiting.delete(look);
        clearTimeout(timer);
        if (faults.length > 0) reject(new Error(faults.join("\n")));
        else resolve(unread.splice(index, 1)[0]);
      };
      waiting.add(look);
      look();
      return promise;
    },
    /** Every unread frame, after all that was sent before has been answered. */
    async rest(): Promise<Json[]> {
      await client.send({ type: "ping" });
      await client.next("pong");
      return unread.splice(0);
    },
    async close() {
      socket.close();
      await closed;
      checkFaults();
    },
  };
  return client;
}
