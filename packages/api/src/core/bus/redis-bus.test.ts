import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { ChatEvent } from "../../contract";
import { until } from "../../testing";
import { startTestRedis, type TestRedis } from "../../testing-redis";
import { accountTopic, createLocalBus, type Topic } from "../bus";
import type { BusNumbers } from "./defaults";
import { createRedisBus } from "./redis-bus";

let redis: TestRedis;
let channels = 0;
let closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
});
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});
afterAll(() => redis.kill());

const newChannel = () => `test ${channels++}`;
const changed = (accountId: number): ChatEvent => ({ type: "knowledge.changed", accountId });

/** A process's bus, as quick to notice as tests need it, and what it logs. */
function join(channel: string, numbers: Partial<BusNumbers> = {}) {
  const lines: string[] = [];
  const local = createLocalBus((error) => {
    throw error;
  });
  const bus = createRedisBus({
    local,
    url: redis.url,
    channel,
    log: (level, message) => lines.push(`${level}: ${message}`),
    numbers: { beatMs: 50, missedSpacingMs: 1, missedWhileDownMs: 60_000, ...numbers },
  });
  closing.push(bus.close);
  const hear = (topic: Topic) => {
    const heard: (number | "missed")[] = [];
    bus.subscribe(topic, (event) => {
      if (event.type === "knowledge.changed") heard.push(event.accountId);
      if (event.type === "news.missed") heard.push("missed");
    });
    return heard;
  };
  return { bus, hear, lines };
}

type Process = ReturnType<typeof join>;

/** Waits until what one says the other hears; by then each has told its listeners that it listens. */
async function untilJoined(...processes: Process[]): Promise<void> {
  for (const speaker of processes) {
    for (const listener of processes) {
      const topic = accountTopic(-Math.ceil(Math.random() * 1e9));
      const heard = listener.hear(topic);
      await until(() => {
        speaker.bus.publish(topic, changed(0));
        return heard.includes(0);
      });
    }
  }
}

test("what one process says, those who listen hear once in each process, in order, at home at once", async () => {
  const channel = newChannel();
  const [first, second, third] = [join(channel), join(channel), join(channel)];
  await untilJoined(first, second, third);
  const heard = [first, second, third].map((process) => process.hear("account:1"));
  for (let number = 1; number <= 500; number++) first.bus.publish("account:1", changed(number));
  const all = Array.from({ length: 500 }, (_, index) => index + 1);
  expect(heard[0]).toEqual(all);
  await until(() => heard.every((numbers) => numbers.length >= 500));
  expect(heard).toEqual([all, all, all]);
});

test("topics are kept apart, those of one event reach each of their listeners, and what is told at home stays there", async () => {
  const channel = newChannel();
  const [first, second] = [join(channel), join(channel)];
  await untilJoined(first, second);
  const [one, two, three] = (["account:1", "agent:2", "session:abcdefgh"] as const).map(second.hear);
  first.bus.tell("account:1", changed(9));
  first.bus.publish(["account:1", "agent:2"], changed(1));
  first.bus.publish("session:abcdefgh", changed(2));
  await until(() => three?.length === 1);
  expect([one, two, three]).toEqual([[1], [1], [2]]);
});

test("a channel is heard by its own processes alone, and rubbish on it by nobody", async () => {
  const channel = newChannel();
  const [first, second, stranger] = [join(channel), join(channel), join(newChannel())];
  await untilJoined(first, second);
  const [heard, foreign] = [second.hear("account:1"), stranger.hear("account:1")];
  const anyone = new Bun.RedisClient(redis.url);
  for (const rubbish of ["", "hello", "news x", "news x y\naccount:1\n{}", "beat\n\n"]) await anyone.send("PUBLISH", [channel, rubbish]);
  anyone.close();
  first.bus.publish("account:1", changed(1));
  await until(() => heard.length > 0);
  expect([heard, foreign, second.lines]).toEqual([[1], [], []]);
});

test("a process that is heard for the first time and a gap in what it says send everyone to read again, a repetition tells nobody anything", async () => {
  const channel = newChannel();
  const listener = join(channel, { beatMs: 60_000 });
  const heard = listener.hear("account:1");
  // It listens from here on.
  await until(() => heard.length === 1);
  const anyone = new Bun.RedisClient(redis.url);
  let lastNewsAt = performance.now();
  const say = async (sequence: number) => {
    // Listeners are sent to read at most once a millisecond.
    await until(() => performance.now() - lastNewsAt > 1);
    lastNewsAt = performance.now();
    await anyone.send("PUBLISH", [channel, `news another ${sequence}\naccount:1\n${JSON.stringify(changed(sequence))}`]);
  };
  await say(7);
  await until(() => heard.length >= 3);
  for (const sequence of [8, 8]) await say(sequence);
  await until(() => heard.length >= 4);
  await say(10);
  anyone.close();
  await until(() => heard.length >= 6);
  expect(heard).toEqual(["missed", "missed", 7, 8, "missed", 10]);
});

test("after kill -9 of Redis every process reads again, is told of it once, and hears the others", async () => {
  const channel = newChannel();
  const [first, second] = [join(channel), join(channel)];
  await untilJoined(first, second);
  const heard = [first.hear("account:1"), second.hear("account:1")];
  await redis.kill();
  await until(() => [first, second].every(({ lines }) => lines.length === 1));
  for (let number = 1; number <= 50; number++) first.bus.publish("account:1", changed(number));
  expect(heard[0]).toHaveLength(50);
  await redis.start();
  await untilJoined(first, second);
  expect(heard.map((numbers) => numbers.includes("missed"))).toEqual([true, true]);
  first.bus.publish("account:1", changed(51));
  await until(() => heard[1]?.includes(51) === true);
  expect(heard[1]?.filter((entry) => entry !== "missed")).toEqual([51]);
  for (const { lines } of [first, second]) expect(lines.map((line) => line.split(":")[0])).toEqual(["warn", "info"]);
});

test("what one could not say while it alone was cut off, the others are sent to read, and it is not said twice", async () => {
  const channel = newChannel();
  const [first, second] = [join(channel), join(channel)];
  await untilJoined(first, second);
  const heard = second.hear("account:1");
  const anyone = new Bun.RedisClient(redis.url);
  const clients = String(await anyone.send("CLIENT", ["LIST"])).split("\n");
  const speakers = clients.flatMap((line) => (line.includes(" cmd=publish ") ? (/^id=(\d+)/.exec(line)?.[1] ?? []) : []));
  expect(speakers).toHaveLength(2);
  for (const id of speakers) await anyone.send("CLIENT", ["KILL", "ID", id]);
  anyone.close();
  first.bus.publish("account:1", changed(1));
  await until(() => heard.length > 0);
  await untilJoined(first, second);
  expect(new Set(heard)).toEqual(new Set(["missed"]));
});

test("a process starts without Redis, says so once, and reads again when it comes", async () => {
  await redis.kill();
  const channel = newChannel();
  const [first, second] = [join(channel), join(channel)];
  const heard = second.hear("account:1");
  await until(() => first.lines.length === 1);
  first.bus.publish("account:1", changed(1));
  await redis.start();
  await until(() => heard.includes("missed"));
  await untilJoined(first, second);
  expect(heard).not.toContain(1);
  expect(first.lines).toHaveLength(2);
});

test("while Redis is down listeners read again every now and then", async () => {
  const { hear } = join(newChannel(), { missedWhileDownMs: 100 });
  await redis.kill();
  const heard = hear("account:1");
  await until(() => heard.length >= 3).finally(() => redis.start());
  expect(new Set(heard)).toEqual(new Set(["missed"]));
});

test("a Redis that says nothing is left, and when it speaks again everyone reads again", async () => {
  const channel = newChannel();
  const [first, second] = [join(channel), join(channel)];
  await untilJoined(first, second);
  const heard = second.hear("account:1");
  redis.freeze();
  try {
    first.bus.publish("account:1", changed(1));
    await until(() => [first, second].every(({ lines }) => lines.length === 1));
  } finally {
    redis.thaw();
  }
  await until(() => heard.includes("missed"));
  await untilJoined(first, second);
});

test("when a process ends without a word, perhaps between storing and telling, the others read again", async () => {
  const channel = newChannel();
  const survivor = join(channel);
  const program = `
    import { createLocalBus } from "${import.meta.dir}/../bus";
    import { createRedisBus } from "${import.meta.dir}/redis-bus";
    const bus = createRedisBus({ local: createLocalBus(console.error), url: ${JSON.stringify(redis.url)}, channel: ${JSON.stringify(channel)}, log() {}, numbers: { beatMs: 50 } });
    setInterval(() => bus.publish("account:1", { type: "knowledge.changed", accountId: 1 }), 10);
  `;
  const other = Bun.spawn([process.execPath, "-e", program], { stdout: "ignore", stderr: "inherit" });
  closing.push(async () => other.kill("SIGKILL"));
  const heard = survivor.hear("account:1");
  await until(() => heard.includes(1));
  other.kill("SIGKILL");
  await other.exited;
  heard.length = 0;
  await until(() => heard.includes("missed"));
});

test("a process that stops in order has said everything, and sends nobody to read again", async () => {
  const channel = newChannel();
  const [first, second, witness] = [join(channel), join(channel), join(channel)];
  await untilJoined(first, second, witness);
  const heard = second.hear("account:1");
  first.bus.publish("account:1", changed(1));
  await first.bus.close();
  // The silence of one that ended without a word is noticed in the same time.
  const sign = second.hear("account:2");
  for (let number = 0; number < 10; number++) {
    witness.bus.publish("account:2", changed(number));
    await Bun.sleep(50);
  }
  await until(() => sign.length === 10);
  expect(heard).toEqual([1]);
});

test("a bus that is closed tells its own listeners, and can be closed while Redis is down", async () => {
  await redis.kill();
  const { bus, hear } = join(newChannel());
  await bus.close();
  const heard = hear("account:1");
  bus.publish("account:1", changed(1));
  expect(heard).toEqual([1]);
  await redis.start();
});
