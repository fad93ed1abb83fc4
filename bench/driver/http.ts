import { openHttpWire } from "./http-wire";
import type { Latency } from "./job";
import { clock, pace } from "./pacer";
import { latencyOf } from "./readings";

export interface HttpJob {
  host: string;
  port: number;
  /** What each connection asks for, again and again: as many connections as there are asks. */
  asks: HttpAsk[];
  warmMs: number;
  measureMs: number;
  /** Requests a second, whatever the server does; null: each connection asks again as soon as it is answered. */
  rate: number | null;
}

export interface HttpAsk {
  path: string;
  token?: string;
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

const { host, port, asks, warmMs, measureMs, rate } = (await Bun.stdin.json()) as HttpJob;
const connections = await Promise.all(asks.map(connect));
const times: number[] = [];
const late: number[] = [];
let refused = 0;
const perSecond = rate === null ? await asFastAsAnswered() : await atRate(rate);
for (const { close } of connections) close();

const lateness = latencyOf(late);
const result: HttpResult = { perSecond, latency: latencyOf(times), lateness, refused };
await Bun.write(Bun.stdout, JSON.stringify(result));
process.exit(0);

async function connect({ path, token }: HttpAsk) {
  const wire = await openHttpWire({ host, port, token });
  return { ask: () => wire.ask(path), close: wire.close };
}

/** @returns answers a second */
async function asFastAsAnswered(): Promise<number> {
  const from = clock() + warmMs;
  const until = from + measureMs;
  await Promise.all(
    connections.map(async ({ ask }) => {
      for (let sentAt = clock(); sentAt < until; ) {
        if ((await ask()) !== 200) refused++;
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
  const free = [...connections];
  const waiting: { dueAt: number; isCounted: boolean }[] = [];
  const allAnswered = Promise.withResolvers<void>();
  let answered = 0;
  let firstDueAt = 0;
  const work = async (connection: (typeof connections)[number]) => {
    for (let request = waiting.shift(); request; request = waiting.shift()) {
      if ((await connection.ask()) !== 200) refused++;
      if (request.isCounted) times.push(clock() - request.dueAt);
      if (++answered === messages) allAnswered.resolve();
    }
    free.push(connection);
  };
  await pace({ rate: offered, messages }, (dueAt, index) => {
    const isCounted = index >= warm;
    if (index === warm) firstDueAt = dueAt;
    if (isCounted) late.push(clock() - dueAt);
    waiting.push({ dueAt, isCounted });
    // The one that has been free for longest: each of them has its turn, and so has what it asks for.
    const connection = free.shift();
    if (connection) work(connection).catch(allAnswered.reject);
  });
  await allAnswered.promise;
  return (times.length * 1000) / (clock() - firstDueAt);
}
