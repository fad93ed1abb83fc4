import { expect, test } from "bun:test";
import { pageStore } from "../store";
import { createOutbox } from "./outbox";

const memory = () => {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem(key: string, value: string) {
      values.set(key, value);
      Object.assign(storage, { [key]: value });
    },
    removeItem(key: string) {
      values.delete(key);
      delete (storage as Record<string, unknown>)[key];
    },
  };
  return storage as unknown as Storage;
};

test("entries outlive the page, in the order in which they were written", () => {
  const storage = memory();
  const outbox = createOutbox(
    pageStore("cw:a:", () => storage),
    () => 5,
  );
  outbox.add("one");
  const two = outbox.add("two");
  outbox.add("three");
  outbox.settle(two.id);
  outbox.mark(outbox.all()[0]?.id ?? "", true);
  const reloaded = createOutbox(pageStore("cw:a:", () => storage));
  expect(reloaded.all().map(({ text, failed }) => [text, !!failed])).toEqual([
    ["one", true],
    ["three", false],
  ]);
});

test("what is written after the clock was set back comes after what was written before, on the next page too", () => {
  const storage = memory();
  const open = (now: number) =>
    createOutbox(
      pageStore("cw:a:", () => storage),
      () => now,
    );
  open(5_000).add("one");
  const reloaded = open(10);
  reloaded.add("two");
  expect(reloaded.all().map(({ text }) => text)).toEqual(["one", "two"]);
});

test("another widget's entries and damaged ones are left out", () => {
  const storage = memory();
  createOutbox(pageStore("cw:b:", () => storage)).add("other");
  storage.setItem("cw:a:out:x", "{broken");
  expect(createOutbox(pageStore("cw:a:", () => storage)).all()).toEqual([]);
  expect(storage.getItem("cw:a:out:x")).toBeNull();
});

test("a full storage keeps values for the life of the page", () => {
  const storage = memory();
  const store = pageStore("cw:a:", () => storage);
  storage.setItem = () => {
    throw new Error("quota");
  };
  store.set("key", "value");
  expect(store.get("key")).toBe("value");
  expect(store.keys()).toEqual(["key"]);
});
