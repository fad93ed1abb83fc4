import { expect, test } from "bun:test";
import { hueOf, initials } from "./initials";

test("initials are of the first and the last word", () => {
  expect(["Ada Lovelace", "ada", "Anna Maria van Schurman", "  ", "élodie", "李 小龙"].map(initials)).toEqual([
    "AL",
    "A",
    "AS",
    "?",
    "É",
    "李小",
  ]);
});

test("a name always has the same hue", () => {
  expect(hueOf("Ada")).toBe(hueOf("Ada"));
  expect(hueOf("Ada")).toBeLessThan(360);
});
