import { expect, test } from "bun:test";
import { createTurns } from "./turns";

const SPACING_MS = 30;

/** Asks for a turn, and notes when it came. */
const recordTurns = () => {
  const turns = createTurns<string>(SPACING_MS);
  const came: { key: string; at: number }[] = [];
  const ask = async (key: string) => {
    await turns.next(key);
    came.push({ key, at: performance.now() });
  };
  return { turns, came, ask };
};

test("the first turn is at once, and who asks right after it waits for the next, all together", async () => {
  const { came, ask } = recordTurns();
  const first = ask("a");
  const later = [ask("a"), ask("a"), ask("a")];
  await first;
  expect(came).toHaveLength(1);
  await Promise.all(later);
  const [before, ...together] = came.map(({ at }) => at) as [number, number, number, number];
  // A timer counts whole milliseconds.
  expect(together[0] - before).toBeGreaterThanOrEqual(SPACING_MS - 1);
  expect(together[2] - together[0]).toBeLessThan(SPACING_MS);
});

test("turns that are asked for without a pause come no closer than the spacing", async () => {
  const { came, ask } = recordTurns();
  const begunAt = performance.now();
  for (let turn = 0; turn < 5; turn++) await ask("a");
  expect(performance.now() - begunAt).toBeGreaterThanOrEqual(4 * (SPACING_MS - 1));
  expect(came).toHaveLength(5);
});

test("one key does not wait for another", async () => {
  const { came, ask } = recordTurns();
  const [, waiting] = [ask("a"), ask("a"), await ask("b")];
  expect(came.map(({ key }) => key)).toEqual(["a", "b"]);
  await waiting;
});

test("a stop makes every turn that is waited for, and all that are asked for later, come at once", async () => {
  const turns = createTurns<string>(60_000);
  await turns.next("a");
  const waiting = [turns.next("a"), turns.next("a")];
  turns.stop();
  await Promise.all([...waiting, turns.next("a"), turns.next("a")]);
});
