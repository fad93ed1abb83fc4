import type { Random } from "./random";
import { fast } from "./time";

/** What one client's sockets do to its frames, and the last of them, for a report. */
export interface Wire {
  /** How often a frame is sent twice. */
  duplicates: number;
  readonly random: Random;
  readonly notes: string[];
  duplicated: number;
}

/** A browser gives up a farewell that nobody answers after this long, and says that the socket is closed. */
const FAREWELL_MS = fast(10_000);
const NOTES = 120;
const NOTE_CHARS = 160;

export const createWire = (random: Random): Wire => ({ duplicates: 0, random, notes: [], duplicated: 0 });

const isHeartbeat = (text: string) => /^[<>] ("?P[IO]NG|\{"type":"p[io]ng")/.test(text);

export function note(wire: Wire, text: string): void {
  if (isHeartbeat(text)) return;
  wire.notes.push(`${Math.round(performance.now())} ${text.slice(0, NOTE_CHARS)}`);
  if (wire.notes.length > NOTES) wire.notes.shift();
}

/** Bun's, which can be ended without a farewell. */
export type EndableSocket = WebSocket & { terminate(): void };
export type SocketClass = new (url: string | URL) => EndableSocket;

/** A WebSocket whose frames are now and then sent twice, as a retrying network layer would. */
export function socketOf(wire: Wire, mayDuplicate: (data: string) => boolean = () => true): SocketClass {
  return class extends WebSocket {
    constructor(url: string | URL) {
      super(url);
      note(wire, "socket opens");
      this.addEventListener("message", (event) => note(wire, `< ${event.data}`));
      this.addEventListener("close", (event) => note(wire, `socket closed ${event.code} ${event.reason}`));
    }
    override close(code?: number, reason?: string) {
      // A browser fails a handshake at once.
      if (this.readyState === WebSocket.CONNECTING) return (this as unknown as EndableSocket).terminate();
      super.close(code, reason);
      setTimeout(() => (this as unknown as EndableSocket).terminate(), FAREWELL_MS);
    }
    override send(data: string) {
      note(wire, `> ${data}`);
      super.send(data);
      if (wire.duplicates === 0 || !mayDuplicate(data) || !wire.random.chance(wire.duplicates)) return;
      wire.duplicated += 1;
      super.send(data);
    }
  } as unknown as SocketClass;
}
