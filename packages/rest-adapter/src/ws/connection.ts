import { LIMITS } from "@chat/api/contract";
import { CoreError, explain, type Log, Unavailable } from "@chat/api/core";
import { parseFrame } from "./dispatch";
import { describeError, FrameError } from "./errors";
import { sendSoon } from "./outgoing";
import { type BunSocket, CLOSE, type Frame, type SocketHandlers } from "./socket";
import { type BucketSize, TokenBucket } from "./token-bucket";

/** Frames of one socket that may wait for their turn, and their bytes. */
const MAX_WAITING = 1_000;
const MAX_WAITING_BYTES = 4 << 20;
/** A peer that reads this much slower than it is told is let go; it catches up when it comes back. */
const MAX_BUFFERED_BYTES = 4 << 20;
const FAREWELL_MS = 1_000;
const OPEN = 1;

type ReadFrame = Record<string, unknown>;

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
  /** True for a frame that need not wait for the one before it, only begin after it: its order is kept by who stores it. */
  mayOverlap(frame: ReadFrame): boolean;
  closed(): void;
  /** Keys of a refused frame that its error frame repeats. */
  readonly echoed: readonly string[];
}

export interface Pace {
  /** Frames that a socket may send. */
  frames: BucketSize;
  /** Frames that overlap at most, so that one socket does not fill what all share. */
  overlapping: number;
}

interface WaitingFrame {
  /** Null for one that is too large. */
  data: string | null;
  bytes: number;
  /** Once it is read, which costs a token. */
  frame?: ReadFrame;
}
type Waiting = WaitingFrame | { task: () => Promise<void> };

/**
 * Handles the frames of one socket in order, not faster than its pace, and turns what goes wrong with one into an error
 * frame. A class, and lists only when they are needed: thousands of these are open and idle.
 */
export class Connection<F extends Frame> implements SocketHandlers, Peer<F> {
  #socket: BunSocket | undefined;
  // Begun when the socket is open: an upgrade that fails never opens, nor closes.
  #conversation: Conversation | undefined;
  #bucket: TokenBucket | undefined;
  #waiting: Waiting[] | undefined;
  #waitingBytes = 0;
  #outgoing: string[] | undefined;
  #overlapping = 0;
  #isBusy = false;
  #isDismissed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly log: Log,
    private readonly pace: Pace,
    private begin: ((peer: Peer<F>) => Conversation) | undefined,
  ) {}

  open(socket: BunSocket): void {
    this.#socket = socket;
    this.#conversation = this.begin?.(this);
    this.begin = undefined;
    this.enqueue(() => this.#open());
  }

  message(_: BunSocket, data: string | Buffer): void {
    const size = Buffer.byteLength(data);
    const text = size > LIMITS.frameMaxBytes ? null : String(data);
    const bytes = text === null ? 0 : size;
    this.#waiting ??= [];
    if (this.#waiting.length >= MAX_WAITING || this.#waitingBytes + bytes > MAX_WAITING_BYTES) {
      this.#refuse(new FrameError("RATE_LIMITED", "Too many frames at once"), text === null ? {} : readable(text));
      return;
    }
    this.#waitingBytes += bytes;
    this.#waiting.push({ data: text, bytes });
    this.#proceed();
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

  enqueue(task: () => Promise<void>): void {
    this.#waiting ??= [];
    this.#waiting.push({ task });
    this.#proceed();
  }

  #proceed(): void {
    while (!this.#isBusy && this.#waiting) {
      const next = this.#waiting[0];
      if (!next) this.#waiting = undefined;
      else if (!this.#begin(next)) return;
    }
  }

  /** @returns whether it has begun: false when it has to wait, for its token or for those before it */
  #begin(next: Waiting): boolean {
    if ("task" in next) {
      if (this.#overlapping > 0) return false;
      this.#waiting?.shift();
      this.#alone(next.task(), (error) => this.log("error", "a socket's task failed", { error }));
      return true;
    }
    const { frame } = next;
    if (!frame && next.data !== null && !this.#isDismissed) return this.#read(next, next.data);

    const mayOverlap = frame !== undefined && this.#conversation?.mayOverlap(frame) === true;
    if (this.#overlapping > (mayOverlap ? this.pace.overlapping - 1 : 0)) return false;
    this.#waiting?.shift();
    this.#waitingBytes -= next.bytes;
    if (frame && !this.#isDismissed) this.#handle(frame, mayOverlap);
    else if (next.data === null) this.#refuse(new FrameError("FRAME_TOO_LARGE", `A frame has at most ${LIMITS.frameMaxBytes} bytes`));
    return true;
  }

  /** @returns false when the socket has been too fast, and has to wait for its next token */
  #read(next: WaitingFrame, data: string): boolean {
    this.#bucket ??= new TokenBucket(this.pace.frames);
    const waitMs = this.#bucket.take();
    if (waitMs > 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#proceed(), waitMs);
      return false;
    }
    try {
      next.frame = parseFrame(data);
    } catch (error) {
      this.#waiting?.shift();
      this.#waitingBytes -= next.bytes;
      this.#refuse(error);
    }
    return true;
  }

  #handle(frame: ReadFrame, mayOverlap: boolean): void {
    const refuse = (error: unknown) => this.#refuse(error, frame);
    try {
      const work = this.#conversation?.receive(frame);
      if (!work) return;
      if (mayOverlap) this.#beside(work, refuse);
      else this.#alone(work, refuse);
    } catch (error) {
      refuse(error);
    }
  }

  /** Everything behind it waits until it is done. */
  #alone(work: Promise<void>, onError: (error: unknown) => void): void {
    this.#isBusy = true;
    const done = () => {
      this.#isBusy = false;
      this.#proceed();
    };
    work.catch(onError).then(done);
  }

  #beside(work: Promise<void>, onError: (error: unknown) => void): void {
    this.#overlapping += 1;
    const done = () => {
      this.#overlapping -= 1;
      this.#proceed();
    };
    work.then(done, (error) => {
      onError(error);
      done();
    });
  }

  #refuse(thrown: unknown, frame: ReadFrame = {}): void {
    const echo = (this.#conversation?.echoed ?? []).flatMap((key) =>
      typeof frame[key] === "string" ? [[key, frame[key].slice(0, 128)]] : [],
    );
    const error = { type: "error", ...describeError(this.log, thrown), ...Object.fromEntries(echo), timestamp: new Date().toISOString() };
    this.sendText(JSON.stringify(error));
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

/** The frame as far as it can be read, to name it in its refusal. */
function readable(text: string): ReadFrame {
  try {
    return parseFrame(text);
  } catch {
    return {};
  }
}

/** Accepts only to say why not: a browser does not show its page the answer to a refused upgrade. */
export function refuseConnection(reason: string): SocketHandlers {
  return { open: (socket) => socket.close(CLOSE.refused, reason), message() {}, close() {} };
}
