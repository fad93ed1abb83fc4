import type { Socket } from "bun";

/** How one direction of a link behaves right now. */
export interface Flow {
  /** `frozen` holds everything back until it flows again; `lost` swallows it, as a dead network path does. */
  mode: "open" | "frozen" | "lost";
  delayMs: number;
  /** Bytes let through every 10 ms; 0: all of them. */
  trickle: number;
}

const TICK_MS = 10;
/** What waits here beyond this is left to the sender's own buffers, as a slow reader does. */
const HELD_MAX_BYTES = 64 << 10;

/** One direction of one connection: what was read from `from` reaches `to` as the flow says. */
export function createPipe(flow: Flow, from: () => Socket | undefined, to: () => Socket | undefined) {
  const waiting: { bytes: Uint8Array; dueAt: number }[] = [];
  let held = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBlocked = false;
  let isPaused = false;
  let isEnding = false;

  const later = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      pump();
    }, ms);
  };
  const relieve = () => {
    if (isPaused && held < HELD_MAX_BYTES) {
      isPaused = false;
      from()?.resume();
    }
  };

  function pump(): void {
    const target = to();
    while (target && !isBlocked && !timer && flow.mode !== "frozen") {
      const head = waiting[0];
      if (!head) break;
      const early = head.dueAt - performance.now();
      if (early > 0) {
        later(early);
        break;
      }
      const part = flow.trickle > 0 ? head.bytes.subarray(0, flow.trickle) : head.bytes;
      const written = Math.max(0, target.write(part));
      held -= written;
      if (written < head.bytes.length) head.bytes = head.bytes.subarray(written);
      else waiting.shift();
      if (written < part.length) isBlocked = true;
      else if (flow.trickle > 0) later(TICK_MS);
    }
    relieve();
    if (isEnding && waiting.length === 0) target?.end();
  }

  return {
    take(bytes: Uint8Array) {
      if (flow.mode === "lost") return;
      waiting.push({ bytes: Uint8Array.from(bytes), dueAt: flow.delayMs > 0 ? performance.now() + flow.delayMs : 0 });
      held += bytes.length;
      if (held >= HELD_MAX_BYTES && !isPaused) {
        isPaused = true;
        from()?.pause();
      }
      pump();
    },
    drain() {
      isBlocked = false;
      pump();
    },
    pump,
    /** The sender has ended: so does the receiver, once it has everything. A lost path tells nobody. */
    end() {
      if (flow.mode === "lost") return;
      isEnding = true;
      pump();
    },
    stop: () => clearTimeout(timer),
  };
}
export type Pipe = ReturnType<typeof createPipe>;
