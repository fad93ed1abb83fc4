import { LIMITS } from "@chat/api/contract";
import { CoreError, explain, type Log, Unavailable } from "@chat/api/core";
import type { ReadFrame } from "./dispatch";
import { describeError, FrameError } from "./errors";
import { FrameQueue, type FrameTaker, type Pace } from "./frame-queue";
import { sendSoon } from "./outgoing";
import { type BunSocket, CLOSE, type Frame, type SocketHandlers } from "./socket";

/** A peer that reads this much slower than it is told is let go; it catches up when it comes back. */
const MAX_BUFFERED_BYTES = 4 << 20;
const FAREWELL_MS = 1_000;
const OPEN = 1;

/** @typeParam F the frames that this kind of socket is told */
export interface Peer<F extends Frame = Frame> {
  send(frame: F): void;
  /** Sends a frame that is text already: one that many are told is written once. */
  sendText(text: string): void;
  /** Ends the connection from this side. */
  dismiss(code: number, reason: string): void;
  isOpen(): boolean;
  /** Runs a task in turn with the frames. */
  enqueue(task: () => Promise<void>): void;
}

export interface Conversation {
  /** Comes before every frame. One that fails ends the connection. */
  open(): Promise<void> | void;
  receive(frame: ReadFrame): Promise<void> | void;
  /** See {@link FrameTaker}. */
  mayOverlap(frame: ReadFrame): boolean;
  /** See {@link FrameTaker}. */
  lineOf(frame: ReadFrame): string | null;
  closed(): void;
  /** Keys of a refused frame that its error frame repeats. */
  readonly echoed: readonly string[];
}

/**
 * One socket: its frames reach the conversation in order, and what goes wrong with one becomes an error frame.
 *
 * Thousands are open and idle, and the engine never moves what they hold: a small object, closure, list or text that stays
 * keeps the page that it was made on, between the garbage of its join. So what stays is a few classes with many fields, and
 * texts in one piece.
 */
export class Connection<F extends Frame> implements SocketHandlers, Peer<F>, FrameTaker {
  readonly #frames: FrameQueue;
  #socket: BunSocket | undefined;
  // Begun when the socket is open: an upgrade that fails never opens, nor closes.
  #conversation: Conversation | undefined;
  #outgoing: string[] | undefined;
  #isDismissed = false;

  constructor(
    private readonly log: Log,
    pace: Pace,
    private begin: ((peer: Peer<F>) => Conversation) | undefined,
  ) {
    this.#frames = new FrameQueue(this, pace);
  }

  open(socket: BunSocket): void {
    this.#socket = socket;
    this.#conversation = this.begin?.(this);
    this.begin = undefined;
    this.enqueue(() => this.#open());
  }

  message(_: BunSocket, data: string | Buffer) {
    const bytes = Buffer.byteLength(data);
    if (bytes <= LIMITS.frameMaxBytes) return this.#frames.push(String(data), bytes);
    this.refuse(new FrameError("FRAME_TOO_LARGE", `A frame has at most ${LIMITS.frameMaxBytes} bytes`));
  }

  /** The peer has left. What it sent before is still done. */
  close(): void {
    this.#conversation?.closed();
  }

  dismiss(code: number, reason: string): void {
    this.sendDue();
    this.#isDismissed = true;
    this.#socket?.close(code, reason);
  }

  isOpen(): boolean {
    return !this.#isDismissed && this.#socket?.readyState === OPEN;
  }

  enqueue(task: () => Promise<void>): void {
    this.#frames.enqueue(task);
  }

  mayOverlap(frame: ReadFrame): boolean {
    return this.#conversation?.mayOverlap(frame) === true;
  }

  lineOf(frame: ReadFrame): string | null {
    return this.#conversation?.lineOf(frame) ?? null;
  }

  take(frame: ReadFrame): Promise<void> | void {
    if (!this.#isDismissed) return this.#conversation?.receive(frame);
  }

  refuse(thrown: unknown, frame: ReadFrame = {}): void {
    const echo = (this.#conversation?.echoed ?? []).flatMap((key) =>
      typeof frame[key] === "string" ? [[key, frame[key].slice(0, 128)]] : [],
    );
    const error = { type: "error", ...describeError(this.log, thrown), ...Object.fromEntries(echo), timestamp: new Date().toISOString() };
    this.sendText(JSON.stringify(error));
  }

  giveUp(): void {
    this.dismiss(CLOSE.tryAgain, "Too many frames");
  }

  fail(error: unknown): void {
    this.log("error", "a socket's task failed", { error });
  }

  send(frame: F): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string): void {
    if (this.#isDismissed) return;
    if (this.#outgoing) this.#outgoing.push(text);
    else {
      this.#outgoing = [text];
      sendSoon(this);
    }
  }

  sendDue(): void {
    const socket = this.#socket;
    const texts = this.#outgoing;
    this.#outgoing = undefined;
    if (!socket || !texts || !this.isOpen()) return;
    // Looked at before sending: one long history alone is no sign of a slow peer.
    let isBehind = socket.getBufferedAmount() > MAX_BUFFERED_BYTES;
    const sendTexts = () => {
      for (const text of texts) isBehind ||= socket.send(text) === 0;
    };
    if (texts.length === 1) sendTexts();
    else socket.cork(sendTexts);
    if (isBehind) this.#leaveBehind(socket);
  }

  /** The word of farewell waits behind everything that it has not read: it is let go without, if need be. */
  #leaveBehind(socket: BunSocket): void {
    this.dismiss(CLOSE.tryAgain, "Slow consumer");
    setTimeout(() => socket.terminate(), FAREWELL_MS);
  }

  async #open(): Promise<void> {
    try {
      await this.#conversation?.open();
    } catch (thrown) {
      const error = explain(thrown);
      if (error instanceof Unavailable) this.dismiss(CLOSE.tryAgain, error.message);
      else if (error instanceof CoreError) this.dismiss(CLOSE.refused, error.message);
      else {
        this.log("error", "a socket could not be opened", { error });
        this.dismiss(CLOSE.broken, "Internal server error");
      }
    }
  }
}

/** Accepts only to say why not: a browser does not show its page the answer to a refused upgrade. */
export function refuseConnection(reason: string): SocketHandlers {
  return { open: (socket) => socket.close(CLOSE.refused, reason), message() {}, close() {} };
}
