import type { Job, Phase, PhaseResult } from "./job";
import { clock, pace } from "./pacer";
import { between, latencyOf, readNow } from "./readings";
import type { Stream, StreamEvents } from "./stream";

const DRAIN_MS = 10_000;
const POLL_MS = 5;
/** Between two round trips: people do not answer at once, and a server may slow down a socket that does. */
const PAUSE_MS = 4;

/** Runs phases one after the other over the same streams; between two, everything that was sent has arrived or is lost. */
export function createPhases(pids: Job["pids"]) {
  let streams: Stream[] = [];
  let done = 0;
  let onDone: (stream: Stream) => void = () => {};
  let onDelivered: (stream: Stream, dueAt: number) => void = () => {};
  const events: StreamEvents = {
    onDone(stream) {
      done++;
      onDone(stream);
    },
    onDelivered: (stream, dueAt) => onDelivered(stream, dueAt),
  };

  const read = () => readNow(pids, done);

  const drain = async () => {
    const end = Date.now() + DRAIN_MS;
    while (streams.some(({ sent, done }) => done < sent) && Date.now() < end) await Bun.sleep(POLL_MS);
  };

  const readAround = async ({ warmMs, measureMs }: Phase) => {
    await Bun.sleep(warmMs);
    const start = read();
    await Bun.sleep(measureMs);
    return between(start, read());
  };

  async function closed(phase: Phase & { kind: "closed" }): Promise<PhaseResult> {
    onDone = (stream) => stream.send(0);
    for (const stream of streams) for (let index = 0; index < phase.window; index++) stream.send(0);
    const measured = await readAround(phase);
    onDone = () => {};
    return { ...measured, latency: null, lateness: null };
  }

  async function open({ warmMs, measureMs, rate }: Phase & { kind: "open" }): Promise<PhaseResult> {
    const total = Math.ceil((rate * (warmMs + measureMs)) / 1000);
    const warm = Math.ceil((rate * warmMs) / 1000);
    const late: number[] = [];
    const arrivals: { dueAt: number; at: number }[] = [];
    let start = read();
    let firstDueAt = 0;
    onDelivered = (_, dueAt) => arrivals.push({ dueAt, at: clock() });
    await pace({ rate, messages: total }, (dueAt, index) => {
      if (index === warm) {
        start = read();
        firstDueAt = dueAt;
      }
      if (index >= warm) late.push(clock() - dueAt);
      streams[index % streams.length]?.send(dueAt);
    });
    const end = read();
    await drain();
    const counted = arrivals.filter(({ dueAt }) => dueAt >= firstDueAt).map(({ dueAt, at }) => at - dueAt);
    return { ...between(start, end), latency: latencyOf(counted), lateness: latencyOf(late) };
  }

  /** An answer carries the instant of the question. */
  async function roundTrip(phase: Phase & { kind: "round-trip" }): Promise<PhaseResult> {
    const trips: { askedAt: number; at: number }[] = [];
    let isAsking = true;
    onDelivered = ({ side, chat }, askedAt) => {
      if (side === "v") return streams[chat * 2 + 1]?.send(askedAt);
      trips.push({ askedAt, at: clock() });
      setTimeout(() => isAsking && streams[chat * 2]?.send(clock()), PAUSE_MS);
    };
    for (const stream of streams) if (stream.side === "v") stream.send(clock());
    const from = clock() + phase.warmMs;
    const measured = await readAround(phase);
    isAsking = false;
    await drain();
    const counted = trips.filter(({ askedAt }) => askedAt >= from).map(({ askedAt, at }) => at - askedAt);
    return { ...measured, latency: latencyOf(counted), lateness: null };
  }

  return {
    events,
    /** @param over of each chat the visitor's stream, then the agent's */
    async run(over: Stream[], phase: Phase): Promise<PhaseResult> {
      streams = over;
      const result = await (phase.kind === "closed" ? closed(phase) : phase.kind === "open" ? open(phase) : roundTrip(phase));
      await drain();
      onDelivered = () => {};
      return result;
    },
  };
}
