/** A thread that says when each message is due: the timers of an event loop know whole milliseconds alone. */
declare const self: { onmessage: ((event: MessageEvent<Pace>) => void) | null; postMessage(dueAt: number): void };

export interface Pace {
  rate: number;
  messages: number;
}

const HEAD_START_MS = 5;

/** Milliseconds on one clock for all threads of the process. */
export const clock = () => performance.timeOrigin + performance.now();

if (!Bun.isMainThread) {
  const never = new Int32Array(new SharedArrayBuffer(4));
  self.onmessage = ({ data: { rate, messages } }) => {
    const start = clock() + HEAD_START_MS;
    for (let index = 0; index < messages; index++) {
      const dueAt = start + (index * 1000) / rate;
      const wait = dueAt - clock();
      if (wait > 0) Atomics.wait(never, 0, 0, wait);
      self.postMessage(dueAt);
    }
  };
}

/** Calls `send` at each due instant; those that were missed follow at once, with the instant they were due at. */
export async function pace({ rate, messages }: Pace, send: (dueAt: number, index: number) => void): Promise<void> {
  const worker = new Worker(import.meta.url);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let index = 0;
  worker.onerror = (event) => reject(new Error(event.message));
  worker.onmessage = ({ data }: MessageEvent<number>) => {
    send(data, index++);
    if (index === messages) resolve();
  };
  worker.postMessage({ rate, messages } satisfies Pace);
  await promise;
  worker.terminate();
}
