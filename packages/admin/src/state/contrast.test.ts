import { expect, test } from "bun:test";
import { contrast, contrastNote } from "./contrast";

test("contrast is that of WCAG, in either order", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#ffffff", "#ffffff")).toBe(1);
  expect(contrast("#767676", "#FFFFFF")).toBeCloseTo(4.54, 2);
  expect(contrast("#ffffff", "#767676")).toBe(contrast("#767676", "#ffffff"));
});

test("a dark color is good, a middling one is darkened, a bright one takes black", () => {
  expect(contrastNote("#1d4ed8")?.isGood).toBe(true);
  expect(contrastNote("#007bff")?.text).toContain("darker shade");
  expect(contrastNote("#ffdd00")?.text).toContain("black text");
});

test("a ratio just below the bound is not rounded up to it", () => {
  expect(contrastNote("#777777")?.text).toContain("4.4:1");
});

test("half a color has no note", () => {
  expect(contrastNote("#12")).toBeNull();
  expect(contrastNote("red")).toBeNull();
});
