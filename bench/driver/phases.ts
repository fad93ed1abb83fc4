import { cpuMsOf } from "../stage/process";
import { percentile } from "../summary";
import type { Job, Latency, Phase, PhaseResult } from "./job";
import { clock, pace } from "./pacer";
import type { Stream, StreamEvents } from "./stream";

const DRAIN_MS = 10_000;
const POLL_MS = 5;

/** Runs phases one after the other over the same streams; between two, everything that was sent has arrived or is lost. */
export function createPhases(pids: Job["pids"]) {
  let streams: Stream[] = [];
  let done = 0;
  let isSending = false;
  let arrivals: { dueAt: number; at: number }[] | null = null;

  const events: StreamEvents = {
    onDone(stream) {
      done++;
      if (isSending) stream.send(0);
    },
    onDelivered(dueAt) {
      arrivals?.push({ dueAt, at: clock() });
    },
  };

  const read = () => ({ at: performance.now(), done, cpu: cpuOf(pids) });

  const drain = async () => {
    const end = Date.now() + DRAIN_MS;
    while (streams.some(({ sent, done }) => done < sent) && Date.now() < end) await Bun.sleep(POLL_MS);
  };

  async function closed({ warmMs, measureMs, window }: Phase & { kind: "closed" }): Promise<PhaseResult> {
    isSending = true;
    for (const stream of streams) for (let index = 0; index < window; index++) stream.send(0);
    await Bun.sleep(warmMs);
    const start = read();
    await Bun.sleep(measureMs);
    const end = read();
    isSending = false;
    return { ...between(start, end), latency: null, lateness: null };
  }

  async function open({ warmMs, measureMs, rate }: Phase & { kind: "open" }): Promise<PhaseResult> {
    const total = Math.ceil((rate * (warmMs + measureMs)) / 1000);
    const warm = Math.ceil((rate * warmMs) / 1000);
    const late = new Float64Array(total - warm);
    let start = read();
    let firstDueAt = 0;
    arrivals = [];
    await pace({ rate, messages: total }, (dueAt, index) => {
      if (index === warm) {
        start = read();
        firstDueAt = dueAt;
      }
      if (index >= warm) late[index - warm] = clock() - dueAt;
      streams[index % streams.length]?.send(dueAt);
    });
    const end = read();
    await drain();
    const counted = arrivals.filter(({ dueAt }) => dueAt >= firstDueAt).map(({ dueAt, at }) => at - dueAt);
    arrivals = null;
    return { ...between(start, end), latency: latencyOf(counted), lateness: latencyOf([...late]) };
  }

  return {
    events,
    async run(over: Stream[], phase: Phase): Promise<PhaseResult> {
      streams = over;
      const result = await (phase.kind === "closed" ? closed(phase) : open(phase));
      await drain();
      return result;
    },
  };
}

const cpuOf = (pids: Job["pids"]) => ({ server: cpuMsOf(pids.server), database: cpuMsOf(pids.database), driver: cpuMsOf(process.pid) });

type Reading = { at: number; done: number; cpu: ReturnType<typeof cpuOf> };

const between = (start: Reading, end: Reading) => ({
  messages: end.done - start.done,
  seconds: (end.at - start.at) / 1000,
  cpuMs: {
    server: end.cpu.server - start.cpu.server,
    database: end.cpu.database - start.cpu.database,
    driver: end.cpu.driver - start.cpu.driver,
  },
});

function latencyOf(values: number[]): Latency {
  const ascending = values.sort((left, right) => left - right);
  const at = (share: number) => percentile(ascending, share);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: ascending.at(-1) ?? 0 };
}
