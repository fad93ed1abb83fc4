import { afterAll, expect, test } from "bun:test";
import { findSession } from "@chat/db";
import { type ChatKey, closeTestCores, gate, makeAccount, queueChat, testCore, until } from "../../testing";
import { endChat } from "..";
import { createLocalBus, sessionTopic } from "../bus";
import { announceQueueChange } from "./announce";

afterAll(closeTestCores);

const core = await testCore();

/** The house with a bus of its own and a database whose next readings are kept back after they were made. */
function gatedDeps() {
  let held: Promise<void> | null = null;
  let begun = 0;
  let made = 0;
  const wrap = <T extends object>(query: T, hold: Promise<void> | null): T =>
    new Proxy(query, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          if (name !== "then") return wrap(value.apply(target, given), hold);
          const rows = (target as unknown as Promise<unknown>).then(async (read) => {
            made++;
            await hold;
            return read;
          });
          return rows.then(...(given as Parameters<typeof rows.then>));
        };
      },
    });
  const db = new Proxy(core.deps.db, {
    get(target, name) {
      if (name !== "select") return Reflect.get(target, name);
      begun++;
      return (...given: Parameters<typeof target.select>) => wrap(target.select(...given), held);
    },
  });
  return {
    deps: { ...core.deps, db, bus: createLocalBus(() => {}) },
    hold: (opened: Promise<void> | null) => {
      held = opened;
    },
    begun: () => begun,
    made: () => made,
  };
}

async function factsOf(key: ChatKey) {
  const session = await findSession(core.deps.db, key.sessionId);
  if (!session?.escalatedAt) throw new Error("it never waited");
  return { ...session, escalatedAt: session.escalatedAt };
}

test("an older reading of the queue is never told after a newer one, and what changed meanwhile is told by one more", async () => {
  const account = await makeAccount(core);
  const keys: [ChatKey, ChatKey, ChatKey] = [await queueChat(account), await queueChat(account), await queueChat(account)];
  const [first, second, third] = keys;
  const { deps, hold, begun, made } = gatedDeps();
  const told: Record<string, number[]> = {};
  for (const { sessionId } of keys) {
    const places: number[] = [];
    told[sessionId] = places;
    deps.bus.subscribe(sessionTopic(sessionId), (event) => event.type === "queue.moved" && places.push(event.position));
  }

  const older = gate();
  hold(older.opened);
  announceQueueChange(deps, await factsOf(third));
  const readings = begun();
  await until(() => made() === readings);
  hold(null);
  for (const key of [second, first]) {
    const facts = await factsOf(key);
    await endChat(account.visitor, key);
    announceQueueChange(deps, facts);
  }
  expect(begun()).toBe(readings);
  older.open();
  await deps.background.idle();

  expect(told).toEqual({ [first.sessionId]: [], [second.sessionId]: [], [third.sessionId]: [3, 1] });
  expect(begun()).toBe(2 * readings);
});

test("of several changes during one reading, those behind the earliest are told", async () => {
  const account = await makeAccount(core);
  const [first, second, third] = [await queueChat(account), await queueChat(account), await queueChat(account)];
  const { deps, hold } = gatedDeps();
  const heard: number[] = [];
  deps.bus.subscribe(sessionTopic(second.sessionId), (event) => event.type === "queue.moved" && heard.push(event.position));
  const older = gate();
  hold(older.opened);
  announceQueueChange(deps, await factsOf(third));
  hold(null);
  const [facts, behind] = [await factsOf(first), await factsOf(third)];
  await endChat(account.visitor, first);
  announceQueueChange(deps, facts);
  announceQueueChange(deps, behind);
  older.open();
  await deps.background.idle();
  expect(heard).toEqual([1]);
});
