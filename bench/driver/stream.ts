import type { Faults } from "./job";
import { markerHead, type Side, seqDigits } from "./marker";

/** One direction of one chat: what was sent, what came, in which order. */
export interface Stream {
  readonly chat: number;
  readonly side: Side;
  readonly sessionId: string;
  sent: number;
  /** Distinct messages that were acknowledged. */
  acked: number;
  /** Distinct messages that reached the other side. */
  delivered: number;
  /** Messages of which each is both acknowledged and delivered. */
  done: number;
  /** @param dueAt when it was to be sent; read by `onDelivered` */
  send(dueAt: number): void;
  ack(seq: number): void;
  deliver(seq: number): void;
}

export interface StreamEvents {
  /** One more is acknowledged and delivered. */
  onDone(stream: Stream): void;
  onDelivered(stream: Stream, dueAt: number): void;
}

const FIRST_ROOM = 1 << 12;
/** What has happened to one message. */
const ACKED = 1;
const DELIVERED = 2;

/**
 * @param frame the documented frame around a text and a `clientMessageId`
 * @param write puts a frame on the sender's socket
 */
export function createStream(
  place: { run: number; chat: number; side: Side; sessionId: string },
  frame: (head: string) => { before: string; between: string; after: string },
  write: (frame: string) => void,
  faults: Faults,
  events: StreamEvents,
): Stream {
  const { before, between, after } = frame(markerHead(place.run, place.chat, place.side));
  const dueAt: number[] = [];
  let marks = new Uint8Array(FIRST_ROOM);
  let next = 0;

  /** @returns false when this message had the mark before, or was never sent */
  const mark = (seq: number, which: typeof ACKED | typeof DELIVERED, onTwice: "acknowledgedTwice" | "doubled"): boolean => {
    // A number that is none is not smaller, either.
    if (!(seq < stream.sent)) {
      faults.misrouted++;
      return false;
    }
    const before = marks[seq] ?? 0;
    if (before & which) {
      faults[onTwice]++;
      return false;
    }
    marks[seq] = before | which;
    return true;
  };

  const completeIfBoth = (seq: number) => {
    if (marks[seq] !== (ACKED | DELIVERED)) return;
    stream.done++;
    events.onDone(stream);
  };

  const stream: Stream = {
    ...place,
    sent: 0,
    acked: 0,
    delivered: 0,
    done: 0,
    send(due) {
      if (stream.sent === marks.length) marks = doubled(marks);
      const digits = seqDigits(stream.sent++);
      dueAt.push(due);
      write(before + digits + between + digits + after);
    },
    ack(seq) {
      if (!mark(seq, ACKED, "acknowledgedTwice")) return;
      stream.acked++;
      completeIfBoth(seq);
    },
    deliver(seq) {
      if (!mark(seq, DELIVERED, "doubled")) return;
      if (seq < next) faults.reordered++;
      next = Math.max(next, seq + 1);
      stream.delivered++;
      events.onDelivered(stream, dueAt[seq] ?? 0);
      completeIfBoth(seq);
    },
  };
  return stream;
}

function doubled(marks: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(marks.length * 2);
  larger.set(marks);
  return larger;
}
