import { until } from "./until";

export type Frame = { type: string } & Record<string, unknown>;

/** A socket client that keeps every frame it was sent. */
export interface SocketClient {
  readonly frames: Frame[];
  send(frame: Frame): void;
  /** The first frame of this type that `matches`, whether it has come already or is still to come. */
  next(type: string, matches?: (frame: Frame) => boolean): Promise<Frame>;
  close(): void;
}

export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<SocketClient> {
  // Bun takes headers where the browser's types know only subprotocols.
  const socket = new WebSocket(url.replace(/^http/, "ws"), { headers } as unknown as string[]);
  const frames: Frame[] = [];
  socket.onmessage = (event) => frames.push(JSON.parse(String(event.data)) as Frame);
  await until("the socket to open", () => socket.readyState === WebSocket.OPEN);
  return {
    frames,
    send: (frame) => socket.send(JSON.stringify(frame)),
    next: (type, matches = () => true) => until(`a ${type} frame`, () => frames.find((frame) => frame.type === type && matches(frame))),
    close: () => socket.close(),
  };
}
