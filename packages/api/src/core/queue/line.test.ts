import { expect, test } from "bun:test";
import fc from "fast-check";
import { comparePlaces, indexFrom, type Line, type LineChange, type Place, positionIn, withChange } from "./line";
import { mergeLines } from "./merge-lines";

const place = (id: number, escalatedAt = 0): Place => ({ id, escalatedAt, sessionId: `session_${id}` });
const lineOf = (places: Place[], version = 0): Line => ({ siteKey: "widget-1", version, places });

test("a position is found by time, then by row id, and is 0 for who is not there", () => {
  const line = lineOf([place(5, 1000), place(9, 1000), place(2, 2000)]);
  expect([place(5, 1000), place(9, 1000), place(2, 2000)].map((key) => positionIn(line, key))).toEqual([1, 2, 3]);
  expect([place(6, 1000), place(5, 2000), place(2, 1000), place(1, 9000)].map((key) => positionIn(line, key))).toEqual([0, 0, 0, 0]);
  expect([place(1, 0), place(6, 1000), place(3, 2000)].map((key) => indexFrom(line, key))).toEqual([0, 1, 3]);
});

/** Sessions that come and go, one change a version. */
const histories = fc.array(fc.record({ id: fc.integer({ min: 1, max: 8 }), seconds: fc.integer({ min: 0, max: 3 }) }), { maxLength: 30 });

/** Each draw makes its session wait, or leave when it waits. */
function play(draws: { id: number; seconds: number }[]): { changes: LineChange[]; states: Place[][] } {
  const waiting = new Map<number, Place>();
  const changes: LineChange[] = [];
  const states: Place[][] = [[]];
  for (const { id, seconds } of draws) {
    const there = waiting.get(id);
    const drawn = there ?? place(id, seconds * 1000);
    if (there) waiting.delete(id);
    else waiting.set(id, drawn);
    changes.push({ version: changes.length + 1, place: drawn, isWaiting: !there });
    states.push([...waiting.values()].sort(comparePlaces));
  }
  return { changes, states };
}

test("the changes since a line's version make it the line of now, even of a line that was read later than its version", () => {
  fc.assert(
    fc.property(histories, fc.nat(), fc.nat(), (draws, one, other) => {
      const { changes, states } = play(draws);
      const [version, readAt] = [one % states.length, other % states.length].sort((left, right) => left - right) as [number, number];
      const line = changes.slice(version).reduce(withChange, lineOf(states[readAt] as Place[], version));
      expect(line).toEqual(lineOf(states.at(-1) as Place[], changes.length));
    }),
  );
});

test("several lines are merged by time, each place with its position in its own line", () => {
  const merged = (offset: number, limit: number) =>
    mergeLines([lineOf([place(1, 1000), place(4, 4000)]), lineOf([place(2, 2000), place(3, 3000)]), lineOf([])], offset, limit).map(
      ({ id, position }) => [id, position],
    );
  expect(merged(0, 100)).toEqual([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
  ]);
  expect(merged(1, 2)).toEqual([
    [2, 1],
    [3, 2],
  ]);
  expect(merged(4, 10)).toEqual([]);
});
