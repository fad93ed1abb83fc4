import { expect, test } from "bun:test";
import { matches } from "./matches";

test("every word must occur, in any order, whatever case and accents", () => {
  expect(matches("", "anything")).toBe(true);
  expect(matches("shop LAMP", "Lamp Shop")).toBe(true);
  expect(matches("cafe", "Café Zoë")).toBe(true);
  expect(matches("lamp zebra", "Lamp shop")).toBe(false);
});

test("words may be spread over the texts", () => {
  expect(matches("lamp widget-1", "Lamp shop", "widget-123")).toBe(true);
});
