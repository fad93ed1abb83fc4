import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import { getWSConnectionHandler, type WSSHandlerOptions } from "@trpc/server/adapters/ws";
import { type Caller, type Core, UNKNOWN_CALLER } from "../core";
import { type AppRouter, appRouter } from "./app-router";
import { identify } from "./authenticate";
import type { TrpcContext } from "./context";
import { logStreamError } from "./errors";
import { type CountRequest, countNothing } from "./http";
import { closeWhenRevoked } from "./revocation";

/** What this bridge needs of a socket; Bun's `ServerWebSocket` has it. */
export interface BridgedSocket {
  readonly readyState: number;
  send(data: string | Uint8Array): number;
  getBufferedAmount(): number;
  close(code?: number, reason?: string): void;
  terminate(): void;
}

/** One connection's side of the server, to be called by whoever accepts sockets. */
export interface TrpcSocket {
  open(socket: BridgedSocket): void;
  message(socket: BridgedSocket, data: string | Buffer): void;
  drain(socket: BridgedSocket): void;
  close(socket: BridgedSocket, code: number, reason: string): void;
}

export interface TrpcSockets {
  /** A socket that asks for `/trpc`. Its token comes later, in the connection's parameters. */
  accept(url: URL, headers: Headers, caller?: Caller): TrpcSocket;
  /** Before a shutdown: clients connect anew, and resume their subscriptions there. */
  askToReconnect(): void;
}

const OPEN = 1;
const MAX_BUFFERED_BYTES = 4 << 20;
const PAUSE_ABOVE_BYTES = 256 << 10;

/** The part of a `ws` socket that tRPC's own handler uses, over a Bun socket. */
class SocketShim extends EventEmitter {
  #waiting: (() => void)[] = [];

  constructor(
    readonly socket: BridgedSocket,
    readonly caller: Caller,
  ) {
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
export function createTrpcSockets(core: Core, count: CountRequest = countNothing): TrpcSockets {
  const open = new Set<SocketShim>();
  const connect = getWSConnectionHandler({
    router: appRouter,
    maxBatchSize: 50,
    keepAlive: { enabled: true, pingMs: 30_000, pongWaitMs: 10_000 },
    onError: (failure) => logStreamError(core.deps, failure),
    createContext: async ({ info, res }): Promise<TrpcContext> => {
      const shim = res as unknown as SocketShim;
      const token = info.connectionParams?.token ?? null;
      const first = await identify(core.deps, token);
      const isOpen = () => shim.readyState === OPEN;
      const close = () => shim.close(1008, "access revoked");
      if (isOpen()) shim.once("close", closeWhenRevoked(core.deps, token, first.actor, { isOpen, close }));
      // Read again now that revocations are heard: one in between would have gone unnoticed.
      const { actor, tokenProblem } = await identify(core.deps, token);
      const { caller } = shim;
      return {
        deps: core.deps,
        leases: core.leases,
        actor,
        tokenProblem,
        caller,
        countAnonymous: () => count(caller.address),
        drained: () => shim.drained(),
      };
    },
    // The shim has all of a `ws` socket, and the request all of a Node request, that the handler touches: hence the casts.
  } as WSSHandlerOptions<AppRouter>);

  return {
    accept(url, headers, caller = UNKNOWN_CALLER) {
      const request = { url: url.pathname + url.search, headers: Object.fromEntries(headers), socket: {} } as unknown as IncomingMessage;
      let shim: SocketShim | undefined;
      return {
        open(socket) {
          shim = new SocketShim(socket, caller);
          open.add(shim);
          connect(shim as never, request);
        },
        message: (_socket, data) => shim?.emit("message", Buffer.from(data as Buffer), typeof data !== "string"),
        drain: () => shim?.wake(),
        close(_socket, code, reason) {
          if (!shim) return;
          open.delete(shim);
          shim.wake();
          shim.emit("close", code, Buffer.from(reason));
        },
      };
    },
    askToReconnect() {
      for (const shim of open) shim.send('{"id":null,"method":"reconnect"}');
    },
  };
}
