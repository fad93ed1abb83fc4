import { LIMITS } from "@chat/api/contract";
import { CoreError, explain, type Log, Unavailable } from "@chat/api/core";
import { parseFrame } from "./dispatch";
import { describeError, FrameError } from "./errors";
import { type BunSocket, CLOSE, type Frame, type SocketHandlers } from "./socket";

/** Frames of one socket that may wait for their turn, and their bytes. */
const MAX_WAITING = 1_000;
const MAX_WAITING_BYTES = 4 << 20;
/** A peer that reads this much slower than it is told is let go; it catches up when it comes back. */
const MAX_BUFFERED_BYTES = 4 << 20;
const OPEN = 1;

/** @typeParam F the frames that this kind of socket is told */
export interface Peer<F extends Frame = Frame> {
  send(frame: F): void;
  close(code: number, reason: string): void;
  isOpen(): boolean;
  /** Runs a task in turn with the frames. */
  enqueue(task: () => Promise<void>): void;
}

export interface Conversation {
  /** Comes before every frame. One that fails ends the connection. */
  open(): Promise<void> | void;
  receive(frame: Record<string, unknown>): Promise<void>;
  closed(): void;
  /** Keys of a refused frame that its error frame repeats. */
  readonly echoed: readonly string[];
}

/** Handles the frames of one socket strictly in order, and turns what goes wrong with one into an error frame. */
export function createConnection<F extends Frame>(log: Log, begin: (peer: Peer<F>) => Conversation): SocketHandlers {
  let socket: BunSocket | undefined;
  let isDismissed = false;
  let turn: Promise<void> = Promise.resolve();
  let waiting = 0;
  let waitingBytes = 0;

  const peer: Peer = {
    isOpen: () => !isDismissed && socket?.readyState === OPEN,
    send(frame) {
      if (!socket || !peer.isOpen()) return;
      // Looked at before sending: one long history alone is no sign of a slow peer.
      const isBehind = socket.getBufferedAmount() > MAX_BUFFERED_BYTES;
      if (isBehind || socket.send(JSON.stringify(frame)) === 0) peer.close(CLOSE.tryAgain, "Slow consumer");
    },
    close(code, reason) {
      isDismissed = true;
      socket?.close(code, reason);
    },
    enqueue(task) {
      turn = turn.then(task).catch((error) => log("error", "a socket's task failed", { error }));
    },
  };
  // Begun when the socket is open: an upgrade that fails never opens, nor closes.
  let conversation: Conversation | undefined;

  const refuse = (thrown: unknown, frame: Record<string, unknown> = {}) => {
    const echo = (conversation?.echoed ?? []).flatMap((key) => (typeof frame[key] === "string" ? [[key, frame[key].slice(0, 128)]] : []));
    peer.send({ type: "error", ...describeError(log, thrown), ...Object.fromEntries(echo), timestamp: new Date().toISOString() });
  };

  async function receive(data: string): Promise<void> {
    if (isDismissed) return;
    let frame: Record<string, unknown> | undefined;
    try {
      frame = parseFrame(data);
      await conversation?.receive(frame);
    } catch (error) {
      refuse(error, frame);
    }
  }

  async function open(): Promise<void> {
    try {
      await conversation?.open();
    } catch (thrown) {
      const error = explain(thrown);
      if (error instanceof Unavailable) peer.close(CLOSE.tryAgain, error.message);
      else if (error instanceof CoreError) peer.close(CLOSE.refused, error.message);
      else {
        log("error", "a socket could not be opened", { error });
        peer.close(CLOSE.broken, "Internal server error");
      }
    }
  }

  return {
    open(opened) {
      socket = opened;
      conversation = begin(peer);
      peer.enqueue(open);
    },
    message(_, data) {
      const size = Buffer.byteLength(data);
      const text = size > LIMITS.frameMaxBytes ? null : String(data);
      const bytes = text === null ? 0 : size;
      if (waiting >= MAX_WAITING || waitingBytes + bytes > MAX_WAITING_BYTES) {
        return refuse(new FrameError("RATE_LIMITED", "Too many frames at once"), text === null ? {} : readable(text));
      }
      waiting += 1;
      waitingBytes += bytes;
      peer.enqueue(async () => {
        waiting -= 1;
        waitingBytes -= bytes;
        if (text !== null) await receive(text);
        else refuse(new FrameError("FRAME_TOO_LARGE", `A frame has at most ${LIMITS.frameMaxBytes} bytes`));
      });
    },
    close: () => conversation?.closed(),
  };
}

/** The frame as far as it can be read, to name it in its refusal. */
function readable(text: string): Record<string, unknown> {
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
