import type { Core, CoreOptions } from "./core";
import { randomId } from "./core";
import { accountTopic } from "./core/bus";
import { channelOf } from "./core/bus/open";
import { createRedisBus } from "./core/bus/redis-bus";
import { testCore, until } from "./testing";
import type { TestRedis } from "./testing-redis";

/** As quick to notice as tests need it. */
const QUICK = { beatMs: 100, missedSpacingMs: 50, missedWhileDownMs: 60_000 };

/** Cores on this process's test database that share events and tokens, as server processes of one installation do. */
export async function testProcesses(redis: TestRedis, count: number, options: Partial<CoreOptions> = {}): Promise<Core[]> {
  const tokenSecret = new TextEncoder().encode(randomId(32));
  const channel = channelOf(redis.url, tokenSecret);
  const log = () => {};
  const cores: Core[] = [];
  for (let number = 0; number < count; number++) {
    const joinBus: CoreOptions["joinBus"] = (local) => createRedisBus({ local, url: redis.url, channel, log, numbers: QUICK });
    cores.push(await testCore({ tokenSecret, joinBus, ...options }));
  }
  await untilJoined(cores);
  return cores;
}

let probes = 0;

/** Waits until what each one publishes all others hear. */
export async function untilJoined(cores: readonly Core[]): Promise<void> {
  for (const speaker of cores) {
    const topic = accountTopic(-++probes);
    const deaf = new Set(cores);
    const stops = cores.map((core) =>
      core.deps.bus.subscribe(topic, (event) => {
        if (event.type === "knowledge.changed") deaf.delete(core);
      }),
    );
    await until(() => {
      speaker.deps.bus.publish(topic, { type: "knowledge.changed", accountId: 0 });
      return deaf.size === 0;
    });
    for (const stop of stops) stop();
  }
}
