import { type HttpPlace, openHttpWire } from "./http-wire";
import type { Latency } from "./job";
import { latencyOf } from "./readings";

/** Each connection asks again as soon as it is answered. */
export interface HttpJob {
  place: HttpPlace;
  path: string;
  connections: number;
  warmMs: number;
  measureMs: number;
}

export interface HttpResult {
  perSecond: number;
  latency: Latency;
  /** Answers that were not 200. */
  refused: number;
}

const { place, path, connections, warmMs, measureMs } = (await Bun.stdin.json()) as HttpJob;
const from = performance.now() + warmMs;
const until = from + measureMs;
const times: number[] = [];
let refused = 0;

await Promise.all(
  Array.from({ length: connections }, async () => {
    const wire = await openHttpWire(place);
    for (let sentAt = performance.now(); sentAt < until; ) {
      if ((await wire.ask(path)) !== 200) refused++;
      const now = performance.now();
      if (sentAt >= from) times.push(now - sentAt);
      sentAt = now;
    }
    wire.close();
  }),
);
const result: HttpResult = { perSecond: (times.length * 1000) / measureMs, latency: latencyOf(times), refused };
await Bun.write(Bun.stdout, JSON.stringify(result));
process.exit(0);
