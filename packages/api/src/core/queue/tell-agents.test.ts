import { afterAll, expect, test } from "bun:test";
import type { ChatEvent, QueuePage } from "../../contract";
import { closeTestCores, makeAccount, makeAgent, queueChat, recordEvents, testCore } from "../../testing";
import { acceptChat, createContext, showQueue } from "..";
import { createBackground } from "../background";
import { accountTopic, createLocalBus, QUEUES, sessionTopic } from "../bus";
import { createQueues } from "./queues";
import { QUEUE_SPACING_MS } from "./spacing";
import { tellAgents } from "./tell-agents";
import { tellPlaces } from "./tell-places";
import { otherProcess } from "./testing";

afterAll(closeTestCores);

const core = await testCore();

const fail = (error: unknown) => {
  throw error;
};
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const changeOf = (accountId: number, siteKey: string): ChatEvent => ({ type: "queue.changed", accountId, siteKey });

function telling() {
  const bus = createLocalBus(fail);
  const background = createBackground(fail);
  const heard = new Map<number, string[]>();
  const listen = (accountId: number) => {
    const siteKeys: string[] = [];
    heard.set(accountId, siteKeys);
    bus.subscribe(accountTopic(accountId), (event) => event.type === "queue.changed" && siteKeys.push(event.siteKey));
    return siteKeys;
  };
  return { bus, background, listen, stop: tellAgents({ bus, background }) };
}

/** Tellings that the time since then has room for: one at each end of it. */
const roomFor = (begunAt: number) => 2 + Math.floor((performance.now() - begunAt) / (QUEUE_SPACING_MS - 1));

test("the first change is told at once, those that follow closely together, and one account does not wait for another", async () => {
  const { bus, background, listen, stop } = telling();
  const [one, two] = [listen(1), listen(2)];
  bus.publish(QUEUES, changeOf(1, "first"));
  await background.idle();
  expect(one).toEqual(["first"]);
  for (let change = 1; change <= 20; change++) bus.publish(QUEUES, changeOf(1, `change ${change}`));
  bus.publish(QUEUES, changeOf(2, "elsewhere"));
  while (two.length === 0) await nextTurn();
  expect([one, two]).toEqual([["first"], ["elsewhere"]]);
  await background.idle();
  expect(one).toEqual(["first", "change 20"]);
  stop();
});

test("what is still to be told when it ends is told", async () => {
  const { bus, background, listen, stop } = telling();
  const told = listen(1);
  bus.publish(QUEUES, changeOf(1, "first"));
  await background.idle();
  bus.publish(QUEUES, changeOf(1, "last"));
  stop();
  await background.idle();
  expect(told).toEqual(["first", "last"]);
  bus.publish(QUEUES, changeOf(1, "after the end"));
  await background.idle();
  expect(told).toHaveLength(2);
});

test("a burst of accepts is told to ten who look on by few readings, and what they read last is what is true", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const keys = [];
  for (let index = 0; index < 24; index++) keys.push(await queueChat(account));
  const { deps } = otherProcess(core);
  const ctx = createContext(deps, agent.ctx.actor);
  const shown = Array.from({ length: 10 }, () => [] as QueuePage[]);
  for (const pages of shown) {
    deps.bus.subscribe(accountTopic(ctx.actor.accountId), (event) => {
      if (event.type === "queue.changed") deps.background.run(showQueue(ctx, {}).then((page) => pages.push(page)));
    });
  }
  const begunAt = performance.now();
  for (const { sessionId } of keys.slice(0, 20)) await acceptChat(ctx, { sessionId });
  await deps.background.idle();
  const left = keys.slice(20).map(({ sessionId }) => sessionId);
  for (const pages of shown) expect(pages.at(-1)?.sessions.map(({ sessionId }) => sessionId)).toEqual(left);
  expect(new Set(shown.flat()).size).toBeLessThanOrEqual(roomFor(begunAt));
});

test("changes that follow each other closely are told to who waits by few readings of the line, the last among them", async () => {
  const account = await makeAccount(core);
  const events = recordEvents(core, QUEUES);
  const { sessionId } = await queueChat(account);
  const bus = createLocalBus(fail);
  const { lines, ...queues } = createQueues(core.deps.db, core.deps.now);
  let readings = 0;
  const of: typeof lines.of = (siteKey) => {
    readings++;
    return lines.of(siteKey);
  };
  const stop = tellPlaces({ ...core.deps, bus, queues: { ...queues, lines: { ...lines, of } } });
  const places: number[] = [];
  bus.subscribe(sessionTopic(sessionId), (event) => event.type === "queue.moved" && places.push(event.position));
  const begunAt = performance.now();
  while (performance.now() - begunAt < 4 * QUEUE_SPACING_MS) {
    for (const event of events) bus.publish(QUEUES, event);
    await nextTurn();
  }
  await core.deps.background.idle();
  expect(readings).toBeLessThanOrEqual(roomFor(begunAt));
  expect(places).toEqual(Array.from({ length: readings }, () => 1));
  stop();
});
