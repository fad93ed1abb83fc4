import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import { getWSConnectionHandler, type WSSHandlerOptions } from "@trpc/server/adapters/ws";
import { LIMITS } from "../contract";
import type { Core } from "../core";
import { type AppRouter, appRouter } from "./app-router";
import { identify } from "./authenticate";
import type { TrpcContext } from "./context";

/** What this bridge needs of a socket; Bun's `ServerWebSocket` has it. */
export interface BridgedSocket {
  readonly readyState: number;
  send(data: string | Uint8Array): number;
  getBufferedAmount(): number;
  close(code?: number, reason?: string): void;
  terminate(): void;
}

export interface BridgedConnection {
  message(data: string | Buffer): void;
  drain(): void;
  close(code: number, reason: string): void;
  /** Asks the client to reconnect elsewhere; it resumes its subscriptions there. */
  askToReconnect(): void;
}

const OPEN = 1;
const MAX_BUFFERED_BYTES = 4 << 20;
const PAUSE_ABOVE_BYTES = 256 << 10;

/** The part of a `ws` socket that tRPC's own handler uses, over a Bun socket. */
class SocketShim extends EventEmitter {
  #waiting: (() => void)[] = [];

  constructor(readonly socket: BridgedSocket) {
    super();
  }
  get readyState() {
    return this.socket.readyState;
  }
  send(data: string | Uint8Array) {
    const dropped = this.socket.send(data) === 0;
    if (dropped || this.socket.getBufferedAmount() > MAX_BUFFERED_BYTES) this.close(1013, "slow consumer");
  }
  close(code?: number, reason?: string) {
    this.socket.close(code, reason);
  }
  terminate() {
    this.socket.terminate();
  }
  async drained() {
    if (this.readyState !== OPEN || this.socket.getBufferedAmount() <= PAUSE_ABOVE_BYTES) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
  wake() {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** Serves tRPC on sockets that someone else accepts. */
export function createTrpcSockets(core: Core) {
  const connect = getWSConnectionHandler({
    router: appRouter,
    maxBatchSize: 50,
    keepAlive: { enabled: true, pingMs: 30_000, pongWaitMs: 10_000 },
    createContext: async ({ info, res }): Promise<TrpcContext> => {
      const token = info.connectionParams?.token ?? null;
      const shim = res as unknown as SocketShim;
      return { deps: core.deps, leases: core.leases, ...(await identify(core.deps, token)), drained: () => shim.drained() };
    },
    // Two casts of one kind: the shim has all of a `ws` socket, and the request all of a Node request, that the handler touches.
  } as WSSHandlerOptions<AppRouter>);

  return function open(socket: BridgedSocket, url: URL, headers: Headers): BridgedConnection {
    const shim = new SocketShim(socket);
    const request = { url: url.pathname + url.search, headers: Object.fromEntries(headers), socket: {} };
    connect(shim as never, request as unknown as IncomingMessage);
    return {
      message: (data) => shim.emit("message", Buffer.from(data as Buffer), typeof data !== "string"),
      drain: () => shim.wake(),
      close(code, reason) {
        shim.wake();
        shim.emit("close", code, Buffer.from(reason));
      },
      askToReconnect: () => shim.send('{"id":null,"method":"reconnect"}'),
    };
  };
}

export const TRPC_FRAME_MAX_BYTES = LIMITS.bodyMaxBytes;
