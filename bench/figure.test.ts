import { expect, test } from "bun:test";
import { latencyOf } from "./driver/readings";
import { failuresOf } from "./failures";
import { figure, formatTarget, isForbidden, isMet, ratios, verdict } from "./figure";
import { growthExponent, median, percentile } from "./summary";

test("nothing measured meets no target", () => {
  const nothing = [
    [],
    [Number.NaN],
    [1, Number.NaN, 1],
    ratios([0], [0]),
    ratios([1], [0]),
    [median([])],
    [percentile([], 0.99)],
    [growthExponent([{ size: 10, cost: Number.NaN }])],
  ];
  for (const rounds of nothing) {
    for (const target of [{ atMost: 2 }, { atLeast: 0 }, { atMost: 0 }]) {
      const one = figure("x", "ms", rounds, target);
      expect([isMet(one), verdict(one)]).toEqual([false, "not measured"]);
    }
  }
  expect(latencyOf([])).toBeNull();
});

test("what was not measured stays so on its way through JSON", () => {
  const one = figure("x", "ms", [Number.NaN], { atMost: 2 });
  expect(verdict(JSON.parse(JSON.stringify(one)))).toBe("not measured");
});

test("a target may have an aim beyond it, which is said to be missed where it is", () => {
  const target = { atLeast: 0.45, aim: 0.6 };
  expect(formatTarget(figure("x", "x", [1], target))).toBe(">= 0.45 x, aim 0.60 x");
  expect(verdict(figure("x", "x", [0.7], target))).toBe("met");
  expect(verdict(figure("x", "x", [0.54], target))).toBe("met, the aim not met by 0.06 x (10 %)");
  expect(verdict(figure("x", "x", [0.36], target))).toBe("not met by 0.09 x (20 %)");
});

test("a bench fails by what must not be and by what was not measured, and by no target that is missed", () => {
  const figures = [
    figure("rate", "/s", [1], { atLeast: 2 }),
    figure("lost", "messages", [3], { atMost: 0 }),
    figure("doubled", "messages", [0], { atMost: 0 }),
    figure("cost", "ms", [], { atMost: 2 }),
    figure("to compare with", "ms", []),
  ];
  const section = { name: "growth", title: "Growth", busyBefore: 0, figures, failure: null };
  expect(failuresOf(section)).toEqual(["growth: lost: 3", "growth: not measured: cost"]);
  expect(failuresOf({ ...section, figures: [], failure: "no database" })).toEqual(["growth: not measured: no database"]);
});

test("what must be nought is forbidden, what is to be small is not", () => {
  expect([{ atMost: 0 }, { atMost: 0.1 }, { atLeast: 0 }, null].map((target) => isForbidden(figure("x", "ms", [1], target)))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
