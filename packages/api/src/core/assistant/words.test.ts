import { expect, test } from "bun:test";
import { meaningfulWords } from "./words";

test.each<string[]>([
  ["delivery", "Deliveries", "delivered", "DELIVERY?", "deliver"],
  ["return", "returns", "returned", "returning"],
  ["open", "opening", "opens", "opened"],
  ["track", "tracking", "tracked"],
  ["class", "classes"],
  ["cost", "costs", "costing"],
  ["pay", "paying", "pays"],
  ["ship", "shipping", "shipped"],
  ["café", "cafe", "CAFÉ"],
])("%s, however it is written, is one word", (...forms) => {
  expect(new Set(forms.flatMap((form) => meaningfulWords(form))).size).toBe(1);
});

test("words without meaning of their own are left out", () => {
  expect(meaningfulWords("What is the color of it, please?")).toEqual(["color"]);
  expect(meaningfulWords("")).toEqual([]);
  expect(meaningfulWords("🙂 !!! …")).toEqual([]);
});

test("other scripts pass untouched", () => {
  expect(meaningfulWords("Доставка 配送")).toEqual(["доставка", "配送"]);
});

test("a contraction is not two words", () => {
  expect(meaningfulWords("where's the shop, it's what I'd like, don't you?")).toEqual(["shop"]);
});
