import type { Faults } from "./job";
import { markerHead, type Side, seqDigits } from "./marker";

/** One direction of one chat: what was sent, what came, in which order. */
export interface Stream {
  readonly chat: number;
  readonly side: Side;
  readonly sessionId: string;
  sent: number;
  acked: number;
  /** Distinct messages that reached the other side. */
  delivered: number;
  /** Both acknowledged and delivered. */
  done: number;
  /** @param dueAt when it was to be sent; read by `onDelivered` */
  send(dueAt: number): void;
  ack(): void;
  deliver(seq: number): void;
}

export interface StreamEvents {
  /** One more is acknowledged and delivered. */
  onDone(stream: Stream): void;
  onDelivered(stream: Stream, dueAt: number): void;
}

const FIRST_ROOM = 1 << 12;

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
  let seen = new Uint8Array(FIRST_ROOM);
  let next = 0;

  const complete = () => {
    const done = Math.min(stream.acked, stream.delivered);
    if (done === stream.done) return;
    stream.done = done;
    events.onDone(stream);
  };

  const stream: Stream = {
    ...place,
    sent: 0,
    acked: 0,
    delivered: 0,
    done: 0,
    send(due) {
      const digits = seqDigits(stream.sent++);
      dueAt.push(due);
      write(before + digits + between + digits + after);
    },
    ack() {
      stream.acked++;
      complete();
    },
    deliver(seq) {
      if (seq >= seen.length) seen = grown(seen, seq);
      if (seen[seq] === 1) {
        faults.doubled++;
        return;
      }
      if (seq < next) faults.reordered++;
      seen[seq] = 1;
      next = Math.max(next, seq + 1);
      stream.delivered++;
      events.onDelivered(stream, dueAt[seq] ?? 0);
      complete();
    },
  };
  return stream;
}

function grown(bits: Uint8Array<ArrayBuffer>, index: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bits.length * 2, index + 1));
  larger.set(bits);
  return larger;
}
