import type { ChatEvent } from "../contract";
import type { Bus, Topic } from "./bus";

/** Events a reader may lag behind before its stream is ended; it then resumes after the last id it saw. */
const MAX_BUFFERED = 1_000;

/** Ends, and stops listening, by `return()`, by leaving a `for await` over it, or when its signal aborts. */
export interface EventStream extends AsyncIterableIterator<ChatEvent> {
  return(): Promise<IteratorResult<ChatEvent>>;
}

/**
 * Listens at once, so that nothing published from now on is missed while the caller reads its backlog, then gives
 * the events in order, until `signal` aborts or the reader falls too far behind.
 */
export function openEventStream(bus: Bus, topics: Topic[], signal: AbortSignal): EventStream {
  const buffer: ChatEvent[] = [];
  let ended = false;
  let wake = () => {};
  const unsubscribe = topics.map((topic) =>
    bus.subscribe(topic, (event) => {
      if (buffer.length < MAX_BUFFERED) buffer.push(event);
      else end();
      wake();
    }),
  );

  function end() {
    ended = true;
    for (const stop of unsubscribe) stop();
    signal.removeEventListener("abort", end);
    wake();
  }
  signal.addEventListener("abort", end);
  if (signal.aborted) end();

  return {
    async next() {
      while (!ended) {
        const event = buffer.shift();
        if (event) return { done: false, value: event };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return { done: true, value: undefined };
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
