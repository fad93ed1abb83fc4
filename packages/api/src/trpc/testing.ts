import { createTRPCClient, createTRPCUntypedClient, createWSClient, httpLink, wsLink } from "@trpc/client";
import type { ChatMessage } from "../contract";
import type { Core } from "../core";
import { until } from "../testing";
import { type AppRouter, type CountRequest, createTrpcHttp, createTrpcSockets } from ".";
import type { TrpcSocket } from "./ws-bridge";

interface SocketData {
  socket: TrpcSocket;
}

/** tRPC on a port of its own, as the server serves it. */
export function serveTrpc(core: Core, count?: CountRequest) {
  const http = createTrpcHttp(core, count);
  const sockets = createTrpcSockets(core, count);
  const open = new Set<Bun.ServerWebSocket<SocketData>>();
  const clients = new Set<{ close(): Promise<void> }>();
  let accepted = 0;

  const server = Bun.serve<SocketData>({
    port: 0,
    fetch(request, bun) {
      const url = new URL(request.url);
      if (request.headers.get("upgrade") !== "websocket") return http(request);
      accepted++;
      bun.upgrade(request, { data: { socket: sockets.accept(url, request.headers) } });
      return undefined;
    },
    websocket: {
      open(ws) {
        open.add(ws);
        ws.data.socket.open(ws);
      },
      message: (ws, data) => ws.data.socket.message(ws, data),
      drain: (ws) => ws.data.socket.drain(ws),
      close(ws, code, reason) {
        open.delete(ws);
        ws.data.socket.close(ws, code, reason);
      },
    },
  });

  function socketClient(token: string | null) {
    const client = createWSClient({
      url: `ws://localhost:${server.port}/trpc`,
      connectionParams: () => (token ? { token } : {}),
      retryDelayMs: () => 20,
      lazy: { enabled: true, closeMs: 60_000 },
    });
    clients.add(client);
    return client;
  }

  return {
    /** A client over a socket of its own. */
    client: (token: string | null) => createTRPCClient<AppRouter>({ links: [wsLink({ client: socketClient(token) })] }),
    /** The same without types, for what the types forbid. */
    untyped: (token: string | null) => createTRPCUntypedClient<AppRouter>({ links: [wsLink({ client: socketClient(token) })] }),
    httpClient: (token: string | null) =>
      createTRPCClient<AppRouter>({
        links: [httpLink({ url: `http://localhost:${server.port}/trpc`, headers: token ? { authorization: `Bearer ${token}` } : {} })],
      }),
    /** Sockets accepted so far, reconnections included. */
    accepted: () => accepted,
    openSockets: () => open.size,
    /** Cuts every connection without a word, as a network does. */
    cut() {
      for (const ws of open) ws.terminate();
    },
    askToReconnect: () => sockets.askToReconnect(),
    async close() {
      await Promise.all([...clients].map((client) => client.close()));
      await server.stop(true);
    },
  };
}

export type TrpcServer = ReturnType<typeof serveTrpc>;

/** What a subscription gave so far, and how it ended. */
export interface Heard<T> {
  items: T[];
  error: unknown;
  isStarted: boolean;
  isComplete: boolean;
  stop(): void;
}

interface Handlers<T> {
  onStarted(): void;
  onData(item: T): void;
  onError(error: unknown): void;
  onComplete(): void;
}

/** Subscribes and waits until the server has begun to stream, or has refused. */
export async function hear<T>(subscribe: (handlers: Handlers<T>) => { unsubscribe(): void }): Promise<Heard<T>> {
  const heard: Heard<T> = { items: [], error: null, isStarted: false, isComplete: false, stop: () => subscription.unsubscribe() };
  const subscription = subscribe({
    onStarted: () => {
      heard.isStarted = true;
    },
    onData: (item) => heard.items.push(item),
    onError: (error) => {
      heard.error = error;
    },
    onComplete: () => {
      heard.isComplete = true;
    },
  });
  await until(() => heard.isStarted || heard.error !== null);
  return heard;
}

/** The messages of one chat after the last one seen. */
export const hearMessages = (client: ReturnType<TrpcServer["client"]>, sessionId: string, lastEventId?: number) =>
  hear<{ id: string; data: ChatMessage }>((handlers) =>
    client.agent.chats.messages.subscribe(
      { sessionId, lastEventId: lastEventId === undefined ? undefined : String(lastEventId) },
      handlers,
    ),
  );
