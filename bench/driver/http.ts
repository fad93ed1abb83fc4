import { type HttpPlace, openHttpWire } from "./http-wire";
import type { Latency } from "./job";
import { clock, pace } from "./pacer";
import { latencyOf } from "./readings";

export interface HttpJob {
  place: HttpPlace;
  path: string;
  connections: number;
  warmMs: number;
  measureMs: number;
  /** Requests a second, whatever the server does; null: each connection asks again as soon as it is answered. */
  rate: number | null;
}

export interface HttpResult {
  perSecond: number;
  /** Where a rate was given, from the instant a request was due, the wait for a free connection included. */
  latency: Latency | null;
  /** How late the driver itself was told that a request was due; null without a rate. */
  lateness: Latency | null;
  /** Answers that were not 200. */
  refused: number;
}

const { place, path, connections, warmMs, measureMs, rate } = (await Bun.stdin.json()) as HttpJob;
const wires = await Promise.all(Array.from({ length: connections }, () => openHttpWire(place)));
const times: number[] = [];
const late: number[] = [];
let refused = 0;
const perSecond = rate === null ? await asFastAsAnswered() : await atRate(rate);
for (const wire of wires) wire.close();

const lateness = latencyOf(late);
const result: HttpResult = { perSecond, latency: latencyOf(times), lateness, refused };
await Bun.write(Bun.stdout, JSON.stringify(result));
process.exit(0);

/** @returns answers a second */
async function asFastAsAnswered(): Promise<number> {
  const from = clock() + warmMs;
  const until = from + measureMs;
  await Promise.all(
    wires.map(async (wire) => {
      for (let sentAt = clock(); sentAt < until; ) {
        if ((await wire.ask(path)) !== 200) refused++;
        const now = clock();
        if (sentAt >= from) times.push(now - sentAt);
        sentAt = now;
      }
    }),
  );
  return (times.length * 1000) / measureMs;
}

/** A request that is due while all connections wait for their answers waits, too, and its time runs. @returns answers a second, until the last one came */
async function atRate(offered: number): Promise<number> {
  const warm = Math.ceil((offered * warmMs) / 1000);
  const messages = warm + Math.ceil((offered * measureMs) / 1000);
  const free = [...wires];
  const waiting: { dueAt: number; isCounted: boolean }[] = [];
  const allAnswered = Promise.withResolvers<void>();
  let answered = 0;
  let firstDueAt = 0;
  const work = async (wire: (typeof wires)[number]) => {
    for (let request = waiting.shift(); request; request = waiting.shift()) {
      if ((await wire.ask(path)) !== 200) refused++;
      if (request.isCounted) times.push(clock() - request.dueAt);
      if (++answered === messages) allAnswered.resolve();
    }
    free.push(wire);
  };
  await pace({ rate: offered, messages }, (dueAt, index) => {
    const isCounted = index >= warm;
    if (index === warm) firstDueAt = dueAt;
    if (isCounted) late.push(clock() - dueAt);
    waiting.push({ dueAt, isCounted });
    const wire = free.pop();
    if (wire) work(wire).catch(allAnswered.reject);
  });
  await allAnswered.promise;
  return (times.length * 1000) / (clock() - firstDueAt);
}
