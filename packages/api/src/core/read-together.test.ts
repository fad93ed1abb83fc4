import { expect, test } from "bun:test";
import { until } from "../testing";
import { readTogether } from "./read-together";

/** Reads that end when the test says so. Each answers with the question and with what was true when it began. */
function stagedReads() {
  const begun: { questions: string[]; end: () => void; fail: (error: Error) => void }[] = [];
  let truth = 0;
  const ask = readTogether((questions: string[]) => {
    const seen = truth;
    return new Promise<(question: string) => string>((resolve, reject) =>
      begun.push({ questions, end: () => resolve((question) => `${question}${seen}`), fail: reject }),
    );
  });
  return { ask, begun, change: () => ++truth, whenBegun: (count: number) => until(() => begun.length === count) };
}

test("who asks in the same turn shares a read, whatever is asked for, and what is asked for twice is read once", async () => {
  const { ask, begun, change, whenBegun } = stagedReads();
  const first = ask("a");
  change();
  const others = [ask("b"), ask("a")];
  await whenBegun(1);
  expect(begun[0]?.questions).toEqual(["a", "b"]);
  begun[0]?.end();
  expect(await Promise.all([first, ...others])).toEqual(["a1", "b1", "a1"]);
});

test("who asks after a read began is not answered by it", async () => {
  const { ask, begun, change, whenBegun } = stagedReads();
  const before = ask("a");
  await whenBegun(1);
  change();
  const after = ask("a");
  begun[0]?.end();
  expect(await before).toBe("a0");
  await whenBegun(2);
  begun[1]?.end();
  expect(await after).toBe("a1");
});

test("while one read is stuck another goes on, and those who come meanwhile wait for it together", async () => {
  const { ask, begun, whenBegun } = stagedReads();
  const stuck = ask("stuck");
  await whenBegun(1);
  const second = ask("b");
  await whenBegun(2);
  const waiting = ["c", "d", "e"].map(ask);
  begun[1]?.end();
  expect(await second).toBe("b0");
  await whenBegun(3);
  expect(begun[2]?.questions).toEqual(["c", "d", "e"]);
  begun[2]?.end();
  expect(await Promise.all(waiting)).toEqual(["c0", "d0", "e0"]);
  begun[0]?.end();
  expect(await stuck).toBe("stuck0");
});

test("of very many questions a read takes a hundred", async () => {
  const { ask, begun, whenBegun } = stagedReads();
  const asked = Array.from({ length: 150 }, (_, index) => ask(`q${index}-`));
  await whenBegun(2);
  expect(begun.map(({ questions }) => questions.length)).toEqual([100, 50]);
  for (const { end } of begun) end();
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 150 }, (_, index) => `q${index}-0`));
});

test("a read that fails, even at once, fails for those who waited for it, and for nobody after them", async () => {
  const { ask, begun, whenBegun } = stagedReads();
  const asked = [ask("a"), ask("b")];
  await whenBegun(1);
  begun[0]?.fail(new Error("gone"));
  expect(await Promise.allSettled(asked)).toMatchObject([{ reason: { message: "gone" } }, { reason: { message: "gone" } }]);
  const later = ask("a");
  await whenBegun(2);
  begun[1]?.end();
  expect(await later).toBe("a0");

  let isBroken = true;
  const askBroken = readTogether(async () => {
    if (isBroken) throw new Error("at once");
    return (question: string) => question;
  });
  for (let round = 0; round < 3; round++) await expect(askBroken("a")).rejects.toThrow("at once");
  isBroken = false;
  expect(await askBroken("a")).toBe("a");
});

test("what is at fault of one key fails for those who asked for that one alone", async () => {
  const ask = readTogether(async (_keys: string[]) => (key: string) => {
    if (key === "bad") throw new Error("unreadable");
    return key;
  });
  const settled = await Promise.allSettled(["a", "bad", "b"].map(ask));
  expect(settled.map((one) => (one.status === "fulfilled" ? one.value : one.reason.message))).toEqual(["a", "unreadable", "b"]);
});

test("where all reads under way are stuck another goes on", async () => {
  const { ask, begun, whenBegun } = stagedReads();
  const stuck = [ask("a")];
  await whenBegun(1);
  stuck.push(ask("b"));
  await whenBegun(2);
  const later = ask("c");
  await whenBegun(3);
  for (const { end } of begun) end();
  expect(await Promise.all([...stuck, later])).toEqual(["a0", "b0", "c0"]);
  // Those that were stuck made room once: there is room for two again, and not for more.
  for (const key of ["d", "e"]) {
    const count = begun.length + 1;
    void ask(key);
    await whenBegun(count);
  }
  const last = ask("f");
  begun[3]?.end();
  await whenBegun(6);
  begun[5]?.end();
  expect(await last).toBe("f0");
});
