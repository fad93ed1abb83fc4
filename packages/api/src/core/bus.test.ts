import { expect, test } from "bun:test";
import type { ChatEvent } from "../contract";
import { accountTopic, adminTopic, agentTopic, type BusListener, createLocalBus, sessionTopic } from "./bus";

const changed: ChatEvent = { type: "knowledge.changed", accountId: 1 };
const unexpected = (error: unknown) => {
  throw error;
};

test("an event reaches the handlers of its topic alone, at once, in the order in which they subscribed", () => {
  const bus = createLocalBus(unexpected);
  const heard: string[] = [];
  for (const name of ["a", "b"]) bus.subscribe("account:1", () => heard.push(name));
  for (const topic of ["account:2", "agent:1", "admin:1", "session:1"] as const) bus.subscribe(topic, () => heard.push(topic));
  bus.publish("account:1", changed);
  expect(heard).toEqual(["a", "b"]);
});

test("a handler that ended its subscription hears no more, and ending twice is harmless", () => {
  const bus = createLocalBus(unexpected);
  const heard: string[] = [];
  const stop = bus.subscribe("account:1", () => heard.push("stopped"));
  stop();
  stop();
  bus.subscribe("account:1", () => heard.push("kept"));
  stop();
  bus.publish("account:1", changed);
  expect(heard).toEqual(["kept"]);
});

test("a listener that is an object hears until it leaves, also beside others, and leaving twice is harmless", () => {
  const bus = createLocalBus(unexpected);
  const heard: string[] = [];
  const named = (name: string): BusListener => ({ hear: () => void heard.push(name) });
  const [a, b, c] = [named("a"), named("b"), named("c")] as const;
  for (const listener of [a, b, c]) bus.listen("session:1", listener);
  bus.publish("session:1", changed);
  expect(heard.splice(0)).toEqual(["a", "b", "c"]);
  bus.leave("session:1", b);
  bus.leave("session:1", b);
  bus.leave("session:2", a);
  bus.publish("session:1", changed);
  expect(heard.splice(0)).toEqual(["a", "c"]);
  bus.leave("session:1", a);
  bus.publish("session:1", changed);
  expect(heard.splice(0)).toEqual(["c"]);
  bus.leave("session:1", a);
  expect(bus.hasListeners("session:1")).toBe(true);
  bus.leave("session:1", c);
  expect(bus.hasListeners("session:1")).toBe(false);
});

test("a handler that fails is reported, and the next one is called", () => {
  const failures: unknown[] = [];
  const bus = createLocalBus((error) => failures.push(error));
  const heard: ChatEvent[] = [];
  bus.subscribe("account:1", () => {
    throw new Error("broken");
  });
  bus.subscribe("account:1", (event) => heard.push(event));
  bus.publish("account:1", changed);
  expect(heard).toEqual([changed]);
  expect(failures).toEqual([new Error("broken")]);
});

test("handlers may subscribe and end while an event is told", () => {
  const bus = createLocalBus(unexpected);
  const heard: string[] = [];
  const stop = bus.subscribe("account:1", () => {
    stop();
    bus.subscribe("account:1", () => heard.push("late"));
    heard.push("first");
  });
  bus.publish("account:1", changed);
  expect(heard).toEqual(["first"]);
  bus.publish("account:1", changed);
  expect(heard).toEqual(["first", "late"]);
});

test("topics of different kinds never meet", () => {
  expect(new Set([sessionTopic("1"), agentTopic(1), accountTopic(1), adminTopic(1)]).size).toBe(4);
});

test("an event for several topics reaches the listeners of each, and one told in this process alone reaches them too", () => {
  const bus = createLocalBus(unexpected);
  const heard: string[] = [];
  for (const topic of ["account:1", "session:1", "agent:1"] as const) bus.subscribe(topic, () => heard.push(topic));
  bus.publish(["session:1", "account:1"], changed);
  bus.tell("agent:1", changed);
  expect(heard).toEqual(["session:1", "account:1", "agent:1"]);
});

test("that something was missed reaches every listener once", () => {
  const bus = createLocalBus(unexpected);
  const heard: string[] = [];
  for (const topic of ["account:1", "session:1"] as const) bus.subscribe(topic, (event) => heard.push(`${topic} ${event.type}`));
  bus.tellMissed();
  expect(heard).toEqual(["account:1 news.missed", "session:1 news.missed"]);
});

test("a topic has listeners while one listens", () => {
  const bus = createLocalBus(unexpected);
  expect(bus.hasListeners("session:1")).toBe(false);
  const stop = bus.subscribe("session:1", () => {});
  expect(bus.hasListeners("session:1")).toBe(true);
  stop();
  expect(bus.hasListeners("session:1")).toBe(false);
});
