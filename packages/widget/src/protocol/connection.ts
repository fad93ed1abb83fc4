import type { ClientFrame, ServerFrame } from "./frames";
import { parseFrame } from "./frames";

/** Every number of reconnecting, in milliseconds. */
export const TIMING = { retryFirst: 500, retryMax: 30_000, pingEvery: 25_000, answerWithin: 8_000, openWithin: 12_000 };

export interface Socket {
  send(data: string): void;
  close(): void;
}
export interface SocketEvents {
  open(): void;
  message(data: unknown): void;
  close(): void;
}
/** How a socket comes about: the browser's WebSocket, or a fake in tests. */
export type OpenSocket = (url: string, events: SocketEvents) => Socket;

export interface Clock {
  /** Runs `run` after `ms` milliseconds; returns how to call it off. */
  after(ms: number, run: () => void): () => void;
}

export interface ConnectionOptions {
  url(): string;
  open: OpenSocket;
  clock: Clock;
  random(): number;
  onUp(): void;
  onDown(): void;
  onFrame(frame: ServerFrame): void;
}

/** One socket that comes back by itself: backoff with jitter, and a ping that notices half-open links. */
export function createConnection({ url, open, clock, random, onUp, onDown, onFrame }: ConnectionOptions) {
  let socket: Socket | null = null;
  let isUp = false;
  let attempts = 0;
  let cancel = () => {};

  const plan = (ms: number, run: () => void) => {
    cancel();
    cancel = clock.after(ms, run);
  };
  const watch = () => plan(TIMING.pingEvery, ping);
  const ping = () => {
    send({ type: "ping" });
    plan(TIMING.answerWithin, drop);
  };
  const send = (frame: ClientFrame) => {
    if (isUp) socket?.send(JSON.stringify(frame));
  };
  const abandon = () => {
    const old = socket;
    socket = null;
    isUp = false;
    cancel();
    old?.close();
  };
  /** Gives the socket up without waiting for its close event, which a half-open link delays by minutes. */
  const drop = () => {
    abandon();
    const ceiling = Math.min(TIMING.retryMax, TIMING.retryFirst * 2 ** attempts++);
    plan(ceiling * (0.5 + random() / 2), connect);
    onDown();
  };
  const connect = () => {
    abandon();
    const mine = open(url(), {
      open: () => {
        if (mine !== socket) return;
        isUp = true;
        watch();
        onUp();
      },
      message: (data) => {
        const frame = mine === socket && parseFrame(data);
        if (!frame) return;
        if (frame.type !== "error") attempts = 0;
        watch();
        onFrame(frame);
      },
      close: () => mine === socket && drop(),
    });
    socket = mine;
    plan(TIMING.openWithin, drop);
  };

  return {
    send,
    isUp: () => isUp,
    /** An answer, of whatever kind, has to come soon. */
    ping,
    start: () => socket ?? connect(),
    restart: connect,
    drop,
    stop: abandon,
    /** The page came back or the network did: try now, or prove that the link still lives. */
    wake: () => (socket ? isUp && ping() : connect()),
  };
}
