import { expect, test } from "bun:test";
import { createOrigins } from "./origins";
import type { Kind } from "./wire";

const from = (origin: string, kind: Kind, sequence: number) => ({ origin, kind, sequence, lines: [] });

test("who is heard for the first time is new, and may have said anything before; from then on each news counts", () => {
  const origins = createOrigins(3);
  expect(origins.hear(from("a", "news", 41))).toBe("new");
  expect(origins.hear(from("a", "news", 42))).toBe("next");
  expect(origins.hear(from("b", "beat", 7))).toBe("new");
  expect(origins.hear(from("b", "news", 8))).toBe("next");
});

test("news that is left out is noticed by the next, and the last one by the next beat", () => {
  const origins = createOrigins(3);
  origins.hear(from("a", "news", 1));
  expect(origins.hear(from("a", "news", 3))).toBe("gap");
  expect(origins.hear(from("a", "beat", 3))).toBe("next");
  expect(origins.hear(from("a", "beat", 4))).toBe("gap");
  expect(origins.hear(from("a", "news", 5))).toBe("next");
});

test("what was heard is not heard again", () => {
  const origins = createOrigins(3);
  origins.hear(from("a", "news", 2));
  expect(origins.hear(from("a", "news", 2))).toBe("repeated");
  expect(origins.hear(from("a", "news", 1))).toBe("repeated");
  expect(origins.hear(from("a", "news", 3))).toBe("next");
});

test("after an interruption anything may come next", () => {
  const origins = createOrigins(3);
  origins.hear(from("a", "news", 1));
  origins.expectAny();
  expect(origins.hear(from("a", "news", 9))).toBe("next");
  expect(origins.hear(from("a", "news", 11))).toBe("gap");
});

test("one that falls silent is noticed once, also when it did so during an interruption, and one that said goodbye is not", () => {
  const origins = createOrigins(2);
  for (const origin of ["silent", "leaving", "alive"]) origins.hear(from(origin, "beat", 0));
  origins.hear(from("leaving", "bye", 0));
  origins.expectAny();
  const beats = Array.from({ length: 5 }, () => {
    origins.hear(from("alive", "beat", 0));
    return origins.someoneFellSilent();
  });
  expect(beats).toEqual([false, false, true, false, false]);
});
