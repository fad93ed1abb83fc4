/** What is needed of a socket; Bun's `ServerWebSocket` has it. */
export interface BunSocket {
  readonly readyState: number;
  /** Bytes sent, -1 when they wait in the buffer, 0 when they were dropped. */
  send(data: string): number;
  getBufferedAmount(): number;
  /** What is sent meanwhile leaves in one write. */
  cork(send: () => void): void;
  close(code?: number, reason?: string): void;
  /** Ends it without a word. */
  terminate(): void;
}

/** One connection's side of the server, to be called by whoever accepts sockets. */
export interface SocketHandlers {
  open(socket: BunSocket): void;
  message(socket: BunSocket, data: string | Buffer): void;
  drain?(socket: BunSocket): void;
  close(socket: BunSocket, code: number, reason: string): void;
}

/** The codes of RFC 6455 that this server closes with. */
export const CLOSE = { refused: 1008, broken: 1011, tryAgain: 1013 } as const;

export interface Frame {
  type: string;
  [fact: string]: unknown;
}
