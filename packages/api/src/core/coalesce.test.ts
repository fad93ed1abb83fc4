import { expect, test } from "bun:test";
import { coalesce, nextTurn } from "./coalesce";

/** Reads that end when the test says so, each answering what was true when it began. */
function stagedReads() {
  const begun: { key: string; end: () => void; fail: (error: Error) => void }[] = [];
  let truth = 0;
  const ask = coalesce((key: string) => {
    const seen = truth;
    return new Promise<number>((resolve, reject) => begun.push({ key, end: () => resolve(seen), fail: reject }));
  });
  return { ask, begun, change: () => ++truth };
}

test("who asks while a read runs gets the next one, which began after the question", async () => {
  const { ask, begun, change } = stagedReads();
  const first = ask("a");
  change();
  const later = [ask("a"), ask("a"), ask("a")];
  expect(begun).toHaveLength(1);
  begun[0]?.end();
  expect(await first).toBe(0);
  expect(begun).toHaveLength(2);
  change();
  const last = ask("a");
  begun[1]?.end();
  expect(await Promise.all(later)).toEqual([1, 1, 1]);
  begun[2]?.end();
  expect(await last).toBe(2);
  expect(begun).toHaveLength(3);
});

test("keys do not wait for each other", async () => {
  const { ask, begun } = stagedReads();
  const [a, b] = [ask("a"), ask("b")];
  expect(begun.map(({ key }) => key)).toEqual(["a", "b"]);
  begun[1]?.end();
  expect(await b).toBe(0);
  begun[0]?.end();
  expect(await a).toBe(0);
});

test("a failed read fails for those who waited for it, and the next one runs", async () => {
  const { ask, begun } = stagedReads();
  const first = ask("a");
  const second = ask("a");
  begun[0]?.fail(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  begun[1]?.end();
  expect(await second).toBe(0);
});

test("a key without askers is forgotten: the next question starts at once", async () => {
  const { ask, begun } = stagedReads();
  const first = ask("a");
  begun[0]?.end();
  await first;
  const second = ask("a");
  expect(begun).toHaveLength(2);
  begun[1]?.end();
  await second;
});

test("questions that are no plain values are told apart by their key", async () => {
  const begun: { id: number; from: string }[] = [];
  const ask = coalesce(
    async (question: { id: number; from: string }) => {
      begun.push(question);
      return question.id;
    },
    ({ id }) => id,
  );
  expect(
    await Promise.all([ask({ id: 1, from: "a" }), ask({ id: 1, from: "b" }), ask({ id: 1, from: "c" }), ask({ id: 2, from: "d" })]),
  ).toEqual([1, 1, 1, 2]);
  expect(begun.map(({ from }) => from)).toEqual(["a", "d", "b"]);
});

test("a read that gathers is shared by all who ask in the same turn, and began after all of them asked", async () => {
  let truth = 0;
  let reads = 0;
  const read = async () => {
    reads += 1;
    return truth;
  };
  const ask = coalesce(read, undefined, nextTurn);
  const first = ask("a");
  truth += 1;
  const second = ask("a");
  expect(await Promise.all([first, second])).toEqual([1, 1]);
  expect(reads).toBe(1);
  truth += 1;
  expect(await ask("a")).toBe(2);
});
