import { explain, Unavailable } from "@chat/api/core";
import { parseFrame, type ReadFrame } from "./dispatch";
import { FrameError } from "./errors";
import { type BucketSize, takeToken, waitForToken } from "./token-bucket";

/** Frames of one socket that may wait for their turn, and their bytes. */
const MAX_WAITING = 1_000;
const MAX_WAITING_BYTES = 4 << 20;
/** Who goes on although so many frames were refused is let go. */
const MAX_REFUSED = 10_000;

export interface Pace {
  /** Frames that a socket may send. */
  frames: BucketSize;
  /** Frames that overlap at most, so that one socket does not fill what all share. */
  overlapping: number;
}

/** Whose frames they are. */
export interface FrameTaker {
  take(frame: ReadFrame): Promise<void> | void;
  /** True for a frame that need not wait for the one before it, only begin after it: its order is kept by who stores it. */
  mayOverlap(frame: ReadFrame): boolean;
  /** The chat in which a message is to be stored in the order of its frames; null for a frame that is no message. */
  lineOf(frame: ReadFrame): string | null;
  refuse(error: unknown, frame?: ReadFrame): void;
  /** Its frames cannot be coped with. */
  giveUp(): void;
  /** A task that is no frame has failed. */
  fail(error: unknown): void;
}

interface WaitingFrame {
  data: string;
  bytes: number;
  /** Once it is read, which costs a token. */
  frame?: ReadFrame;
}
type Waiting = WaitingFrame | { task: () => Promise<void> };

/** Hands over the frames of one socket in their order, not faster than its pace. Holds no list while it is idle. */
export class FrameQueue {
  #waiting: Waiting[] | undefined;
  #waitingBytes = 0;
  #overlapping = 0;
  #isBusy = false;
  #refused = 0;
  /** When its bucket of tokens is full again. */
  #fullAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly taker: FrameTaker,
    private readonly pace: Pace,
  ) {}

  push(data: string, bytes: number) {
    this.#waiting ??= [];
    if (this.#waiting.length >= MAX_WAITING || this.#waitingBytes + bytes > MAX_WAITING_BYTES) {
      if (++this.#refused > MAX_REFUSED) return this.taker.giveUp();
      return this.taker.refuse(new FrameError("RATE_LIMITED", "Too many frames at once"), asFarAsReadable(data));
    }
    this.#waitingBytes += bytes;
    this.#waiting.push({ data, bytes });
    this.#proceed();
  }

  /** Runs a task in turn with the frames. */
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

  /** @returns false when it has to wait, for its token or for those before it */
  #begin(next: Waiting): boolean {
    if ("task" in next) {
      if (this.#overlapping > 0) return false;
      this.#waiting?.shift();
      this.#alone(next.task(), (error) => this.taker.fail(error));
      return true;
    }
    const { frame } = next;
    if (!frame) return this.#read(next);
    const mayOverlap = this.taker.mayOverlap(frame);
    if (this.#overlapping > (mayOverlap ? this.pace.overlapping - 1 : 0)) return false;
    this.#remove(next);
    this.#hand(frame, mayOverlap);
    return true;
  }

  /** @returns false when the socket has been too fast, and has to wait for its next token */
  #read(next: WaitingFrame): boolean {
    const now = performance.now();
    const waitMs = waitForToken(this.pace.frames, this.#fullAt, now);
    if (waitMs > 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#proceed(), waitMs);
      return false;
    }
    this.#fullAt = takeToken(this.pace.frames, this.#fullAt, now);
    try {
      next.frame = parseFrame(next.data);
    } catch (error) {
      this.#remove(next);
      this.taker.refuse(error);
    }
    return true;
  }

  #remove({ bytes }: WaitingFrame): void {
    this.#waiting?.shift();
    this.#waitingBytes -= bytes;
  }

  #hand(frame: ReadFrame, mayOverlap: boolean): void {
    const refuse = (error: unknown) => {
      this.taker.refuse(error, frame);
      if (explain(error) instanceof Unavailable) this.#refuseBehind(error, frame);
    };
    try {
      const work = this.taker.take(frame);
      if (work && mayOverlap) this.#beside(work, refuse);
      else if (work) this.#alone(work, refuse);
    } catch (error) {
      refuse(error);
    }
  }

  /** What could not be stored is sent again, and what was sent behind it must not be stored before that. */
  #refuseBehind(error: unknown, frame: ReadFrame): void {
    const line = this.taker.lineOf(frame);
    if (line === null) return;
    const isBehind = (waiting: Waiting): waiting is WaitingFrame => !("task" in waiting) && this.taker.lineOf(read(waiting)) === line;
    const behind = this.#waiting?.filter(isBehind) ?? [];
    this.#waiting = this.#waiting?.filter((waiting) => !isBehind(waiting));
    for (const waiting of behind) {
      this.#waitingBytes -= waiting.bytes;
      this.taker.refuse(error, read(waiting));
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
    work.catch(onError).then(done);
  }
}

const read = ({ data, frame }: WaitingFrame): ReadFrame => frame ?? asFarAsReadable(data);

/** The frame as far as it can be read, to name it in its refusal. */
function asFarAsReadable(data: string): ReadFrame {
  try {
    return parseFrame(data);
  } catch {
    return {};
  }
}
