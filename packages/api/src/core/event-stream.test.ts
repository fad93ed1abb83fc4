import { expect, test } from "bun:test";
import type { ChatEvent } from "../contract";
import { type Bus, createLocalBus, type EventHandler, type Topic } from "./bus";
import { openEventStream } from "./event-stream";

const numbered = (accountId: number): ChatEvent => ({ type: "knowledge.changed", accountId });

/** A bus that counts who listens. */
function countingBus(): Bus & { listeners(): number } {
  const bus = createLocalBus((error) => {
    throw error;
  });
  let listeners = 0;
  return {
    ...bus,
    subscribe(topic: Topic, handler: EventHandler) {
      const stop = bus.subscribe(topic, handler);
      listeners++;
      return () => {
        listeners--;
        stop();
      };
    },
    listeners: () => listeners,
  };
}

async function take(stream: AsyncIterable<ChatEvent>, count: number): Promise<number[]> {
  const taken: number[] = [];
  for await (const event of stream) {
    if (event.type === "knowledge.changed") taken.push(event.accountId);
    if (taken.length === count) break;
  }
  return taken;
}

test("what is published before the first read is not missed", async () => {
  const bus = countingBus();
  const stream = openEventStream(bus, ["account:1", "agent:1"], new AbortController().signal);
  bus.publish("account:1", numbered(1));
  bus.publish("agent:1", numbered(2));
  bus.publish("account:2", numbered(99));
  bus.publish("account:1", numbered(3));
  expect(await take(stream, 3)).toEqual([1, 2, 3]);
});

test("a reader that waits is woken", async () => {
  const bus = countingBus();
  const stream = openEventStream(bus, ["account:1"], new AbortController().signal);
  const reading = take(stream, 2);
  bus.publish("account:1", numbered(1));
  await Bun.sleep(0);
  bus.publish("account:1", numbered(2));
  expect(await reading).toEqual([1, 2]);
});

test("leaving the loop, returning, and the signal each end the listening", async () => {
  const bus = countingBus();
  const open = (signal = new AbortController().signal) => openEventStream(bus, ["account:1", "agent:1"], signal);
  const left = open();
  bus.publish("account:1", numbered(1));
  await take(left, 1);
  expect(bus.listeners()).toBe(0);

  await open().return();
  expect(bus.listeners()).toBe(0);

  const controller = new AbortController();
  const aborted = open(controller.signal);
  const reading = aborted.next();
  controller.abort();
  expect(await reading).toEqual({ done: true, value: undefined });
  expect(bus.listeners()).toBe(0);

  expect(await open(AbortSignal.abort()).next()).toEqual({ done: true, value: undefined });
  expect(bus.listeners()).toBe(0);
});

test("a reader that falls 1000 events behind is ended, to resume after the last it saw", async () => {
  const bus = countingBus();
  const stream = openEventStream(bus, ["account:1"], new AbortController().signal);
  for (let index = 1; index <= 1001; index++) bus.publish("account:1", numbered(index));
  expect(await take(stream, 1000)).toEqual([]);
  expect(bus.listeners()).toBe(0);
});
