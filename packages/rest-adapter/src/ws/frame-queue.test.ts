import { afterAll, expect, test } from "bun:test";
import { Forbidden, Unavailable } from "@chat/api/core";
import { parseFrame, type ReadFrame } from "./dispatch";
import { FrameQueue, type FrameTaker } from "./frame-queue";

const opened: PromiseWithResolvers<void>[] = [];
afterAll(() => {
  for (const { resolve } of opened) resolve();
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A queue whose frames are done when the test says so. */
function listen(pace: { burst: number; perSecond: number; overlapping: number }) {
  const taken: string[] = [];
  const refused: unknown[] = [];
  const refusedNames: string[] = [];
  const work = new Map<string, PromiseWithResolvers<void>>();
  const taker: FrameTaker = {
    take(frame: ReadFrame) {
      const name = String(frame.name);
      taken.push(name);
      const done = Promise.withResolvers<void>();
      opened.push(done);
      work.set(name, done);
      return done.promise;
    },
    mayOverlap: (frame) => frame.type === "message",
    lineOf: (frame) => (frame.type === "message" ? String(frame.chat ?? "") : null),
    refuse(error, frame) {
      refused.push(error);
      refusedNames.push(String(frame?.name));
    },
    giveUp: () => taken.push("gave up"),
    fail(error) {
      throw error;
    },
  };
  const queue = new FrameQueue(taker, { frames: pace, overlapping: pace.overlapping });
  const push = (type: string, name: string, chat?: string) => {
    const data = JSON.stringify({ type, name, chat });
    expect(parseFrame(data).name).toBe(name);
    queue.push(data, data.length);
  };
  const finish = async (name: string) => {
    work.get(name)?.resolve();
    await nextTurn();
  };
  const fail = async (name: string, error: Error) => {
    work.get(name)?.reject(error);
    await nextTurn();
  };
  return { queue, taken, refused, refusedNames, push, finish, fail };
}

const FAST = { burst: 10_000, perSecond: 10_000 };

test("messages begin in order without waiting for each other, up to what may overlap", async () => {
  const { taken, push, finish } = listen({ ...FAST, overlapping: 2 });
  for (const name of ["a", "b", "c"]) push("message", name);
  expect(taken).toEqual(["a", "b"]);
  await finish("b");
  expect(taken).toEqual(["a", "b", "c"]);
});

test("any other frame waits for the messages before it, and those after it wait for it", async () => {
  const { taken, push, finish } = listen({ ...FAST, overlapping: 8 });
  push("message", "a");
  push("end_chat", "b");
  push("message", "c");
  expect(taken).toEqual(["a"]);
  await finish("a");
  expect(taken).toEqual(["a", "b"]);
  await finish("b");
  expect(taken).toEqual(["a", "b", "c"]);
});

test("a task takes its turn like a frame", async () => {
  const { queue, taken, push, finish } = listen({ ...FAST, overlapping: 8 });
  push("message", "a");
  queue.enqueue(async () => {
    taken.push("task");
  });
  push("message", "b");
  expect(taken).toEqual(["a"]);
  await finish("a");
  expect(taken).toEqual(["a", "task", "b"]);
});

test("a flood is slowed to its pace, and nothing of it is lost or overtaken", async () => {
  const { taken, push, finish } = listen({ burst: 5, perSecond: 100, overlapping: 1_000 });
  const names = Array.from({ length: 20 }, (_, index) => String(index));
  const began = performance.now();
  for (const name of names) push("message", name);
  expect(taken).toHaveLength(5);
  while (taken.length < names.length) await Bun.sleep(5);
  expect(performance.now() - began).toBeGreaterThanOrEqual(140);
  expect(taken).toEqual(names);
  await finish("0");
});

test("what is more than may wait is refused by name", () => {
  const { push, refused } = listen({ ...FAST, overlapping: 1 });
  for (let frame = 0; frame < 1_010; frame++) push("message", String(frame));
  expect(refused.length).toBe(9);
});

test("who is refused again and again and goes on is let go", () => {
  const { push, refused, taken } = listen({ ...FAST, overlapping: 1 });
  for (let frame = 0; frame < 11_005; frame++) push("message", String(frame));
  expect(refused.length).toBe(10_000);
  expect(taken.filter((name) => name === "gave up")).toHaveLength(4);
});

test("what was sent behind a message that could not be stored is refused with it, in its chat and while it waits", async () => {
  const { taken, refusedNames, push, finish, fail } = listen({ ...FAST, overlapping: 2 });
  push("message", "a", "mine");
  push("message", "b", "other");
  for (const name of ["c", "d"]) push("message", name, "mine");
  push("message", "e", "other");
  push("end_chat", "f");
  await fail("a", new Unavailable("DATABASE_DOWN", "please try again"));
  expect(refusedNames).toEqual(["a", "c", "d"]);
  expect(taken).toEqual(["a", "b", "e"]);
  push("message", "g", "mine");
  for (const name of ["b", "e", "f"]) await finish(name);
  expect(taken).toEqual(["a", "b", "e", "f", "g"]);
});

test("a message that is refused for what it says takes nothing along", async () => {
  const { taken, refusedNames, push, fail } = listen({ ...FAST, overlapping: 1 });
  for (const name of ["a", "b"]) push("message", name);
  await fail("a", new Forbidden("SESSION_FOREIGN", "not yours"));
  expect(refusedNames).toEqual(["a"]);
  expect(taken).toEqual(["a", "b"]);
});
