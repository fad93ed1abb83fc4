import { expect, test } from "bun:test";
import { createLane } from "./lane";

/** Work that ends when the test says so. */
function stagedWork(lane: ReturnType<typeof createLane>) {
  const begun: { name: string; end: () => void; fail: (error: Error) => void }[] = [];
  const enter = (name: string) =>
    lane(() => new Promise<string>((resolve, reject) => begun.push({ name, end: () => resolve(name), fail: reject })));
  return { begun, enter, names: () => begun.map(({ name }) => name) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("only so many work at once, and the others come in the order in which they asked", async () => {
  const { begun, enter, names } = stagedWork(createLane({ abreast: 2, maxWaiting: 10, refusal: "full" }));
  const all = ["a", "b", "c", "d", "e"].map(enter);
  await settle();
  expect(names()).toEqual(["a", "b"]);
  begun[1]?.end();
  await settle();
  expect(names()).toEqual(["a", "b", "c"]);
  for (const index of [0, 2, 3, 4]) {
    begun[index]?.end();
    await settle();
  }
  expect(names()).toEqual(["a", "b", "c", "d", "e"]);
  expect(await Promise.all(all)).toEqual(["a", "b", "c", "d", "e"]);
});

test("who comes as a place is handed on waits behind those in line", async () => {
  const { begun, enter, names } = stagedWork(createLane({ abreast: 1, maxWaiting: 10, refusal: "full" }));
  const first = enter("first");
  const second = enter("second");
  begun[0]?.end();
  await first;
  const late = enter("late");
  await settle();
  expect(names()).toEqual(["first", "second"]);
  begun[1]?.end();
  await second;
  await settle();
  begun[2]?.end();
  expect(await late).toBe("late");
});

test("a full line refuses at once, and takes again when there is room", async () => {
  const { begun, enter } = stagedWork(createLane({ abreast: 1, maxWaiting: 1, refusal: "too many" }));
  const working = enter("working");
  const waiting = enter("waiting");
  await expect(enter("refused")).rejects.toMatchObject({ reason: "SERVER_BUSY", message: "too many" });
  begun[0]?.end();
  await working;
  const another = enter("another");
  begun[1]?.end();
  expect(await waiting).toBe("waiting");
  await settle();
  begun[2]?.end();
  expect(await another).toBe("another");
});

test("work that fails makes room as well, and its error reaches who asked for it alone", async () => {
  const { begun, enter } = stagedWork(createLane({ abreast: 1, maxWaiting: 1, refusal: "full" }));
  const failing = enter("failing");
  const waiting = enter("waiting");
  begun[0]?.fail(new Error("broken"));
  await expect(failing).rejects.toThrow("broken");
  await settle();
  begun[1]?.end();
  expect(await waiting).toBe("waiting");
  const after = enter("after");
  begun[2]?.end();
  expect(await after).toBe("after");
});

test("work that throws before it begins to wait makes room as well", async () => {
  const lane = createLane({ abreast: 1, maxWaiting: 0, refusal: "full" });
  const broken = () => {
    throw new Error("broken");
  };
  await expect(lane(broken)).rejects.toThrow("broken");
  expect(await lane(async () => "fine")).toBe("fine");
});
