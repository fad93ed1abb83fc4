import { afterAll, expect, test } from "bun:test";
import type { ChatEvent } from "../../contract";
import { type ChatKey, closeTestCores, gate, makeAccount, queueChat, recordEvents, testCore, until } from "../../testing";
import { endChat } from "..";
import { createLocalBus, QUEUES, sessionTopic } from "../bus";
import { createQueues } from "./queues";
import { tellPlaces } from "./tell-places";
import { otherProcess } from "./testing";

afterAll(closeTestCores);

const core = await testCore();

/** What another process hears of this core's queues, from now on. */
const changes = recordEvents(core, QUEUES);

/** The change of a queue that `act` makes. */
async function changeBy(act: () => Promise<unknown>): Promise<ChatEvent> {
  const before = changes.length;
  await act();
  const change = changes[before];
  if (!change) throw new Error("no queue changed");
  return change;
}

/** Three who wait, each listened to by another process, and what they are told there. */
async function threeWaiting() {
  const account = await makeAccount(core);
  const keys: ChatKey[] = [];
  const escalations: ChatEvent[] = [];
  for (let index = 0; index < 3; index++) {
    escalations.push(
      await changeBy(async () => {
        keys.push(await queueChat(account));
      }),
    );
  }
  const other = otherProcess(core);
  const told = keys.map(({ sessionId }) => {
    const places: number[] = [];
    other.deps.bus.subscribe(sessionTopic(sessionId), (event) => event.type === "queue.moved" && places.push(event.position));
    return places;
  });
  const [first, second, third] = keys as [ChatKey, ChatKey, ChatKey];
  return { account, first, second, third, escalations, told, other, tell: (event: ChatEvent) => other.deps.bus.publish(QUEUES, event) };
}

/** The line's statement: the version of the queue is read before it. */
const LINE = 2;

test("an older reading of the queue is never told after a newer one, and what changed meanwhile is told by one more", async () => {
  const { account, first, second, escalations, told, other, tell } = await threeWaiting();
  const older = gate();
  other.hold(LINE, older.opened);
  tell(escalations[2] as ChatEvent);
  await until(() => other.held() === 1);
  for (const key of [second, first]) tell(await changeBy(() => endChat(account.visitor, key)));
  expect(other.statements()).toBe(LINE);
  older.open();
  await core.deps.background.idle();
  expect(told).toEqual([[], [], [3, 1]]);
});

test("of several changes during one reading, those behind the earliest are told", async () => {
  const { account, first, escalations, told, other, tell } = await threeWaiting();
  const older = gate();
  other.hold(LINE, older.opened);
  tell(escalations[2] as ChatEvent);
  await until(() => other.held() === 1);
  tell(await changeBy(() => endChat(account.visitor, first)));
  tell(escalations[2] as ChatEvent);
  older.open();
  await core.deps.background.idle();
  expect(told).toEqual([[], [1], [3, 2]]);
});

test("a change that was heard of is not read from the rows again, one that was not is", async () => {
  const { account, first, second, escalations, told, other, tell } = await threeWaiting();
  tell(escalations[2] as ChatEvent);
  await core.deps.background.idle();
  const before = other.statements();
  tell(await changeBy(() => endChat(account.visitor, first)));
  await core.deps.background.idle();
  // The version, and how the last accepts went.
  expect(other.statements() - before).toBe(2);

  await changeBy(() => endChat(account.visitor, second));
  const later = await changeBy(() => queueChat(account));
  tell(later);
  await core.deps.background.idle();
  expect(told).toEqual([[], [1], [3, 2]]);
  other.deps.bus.tellMissed();
  await core.deps.background.idle();
  expect(told).toEqual([[], [1], [3, 2]]);
});

test("after news were missed those are told whose queue is another since, and nobody else", async () => {
  const { account, first, escalations, told, other, tell } = await threeWaiting();
  tell(escalations[2] as ChatEvent);
  await core.deps.background.idle();
  other.deps.bus.tellMissed();
  await core.deps.background.idle();
  expect(told).toEqual([[], [], [3]]);
  await endChat(account.visitor, first);
  other.deps.bus.tellMissed();
  await core.deps.background.idle();
  expect(told).toEqual([[], [1], [3, 2]]);
});

test("a change that comes just as a turn ends begins another, however close the race", async () => {
  const account = await makeAccount(core);
  const before = changes.length;
  const { sessionId } = await queueChat(account);
  const bus = createLocalBus((error) => {
    throw error;
  });
  const queues = createQueues(core.deps.db, core.deps.now);
  let readings = 0;
  const lineOf: typeof queues.lines.of = (siteKey) => {
    readings++;
    return queues.lines.of(siteKey);
  };
  const stop = tellPlaces({ ...core.deps, bus, queues: { ...queues, lines: { ...queues.lines, of: lineOf } } });
  const tell = () => {
    for (const change of changes.slice(before)) bus.publish(QUEUES, change);
  };
  let onPlace = () => {};
  bus.subscribe(sessionTopic(sessionId), (event) => event.type === "queue.moved" && onPlace());
  for (let microtasks = 0; microtasks < 20; microtasks++) {
    readings = 0;
    const later = gate();
    onPlace = async () => {
      onPlace = () => {};
      for (let passed = 0; passed < microtasks; passed++) await null;
      tell();
      later.open();
    };
    tell();
    await later.opened;
    await core.deps.background.idle();
    expect({ microtasks, readings }).toEqual({ microtasks, readings: 2 });
  }
  stop();
});

test("a change that could not be read in an outage is told after it", async () => {
  const account = await makeAccount(core);
  const before = changes.length;
  const { sessionId } = await queueChat(account);
  const bus = createLocalBus((error) => {
    throw error;
  });
  const { waits, ...queues } = createQueues(core.deps.db, core.deps.now);
  let outages = 2;
  const lineOf: typeof queues.lines.of = async (siteKey) => {
    if (outages-- > 0) throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
    return queues.lines.of(siteKey);
  };
  const stop = tellPlaces({ ...core.deps, bus, queues: { ...queues, waits, lines: { ...queues.lines, of: lineOf } } });
  const told: number[] = [];
  bus.subscribe(sessionTopic(sessionId), (event) => event.type === "queue.moved" && told.push(event.position));
  for (const change of changes.slice(before)) bus.publish(QUEUES, change);
  await until(() => told.length > 0);
  expect(told).toEqual([1]);
  expect(outages).toBeLessThan(0);
  stop();
});
