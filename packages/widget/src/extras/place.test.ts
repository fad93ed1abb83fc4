import { expect, test } from "bun:test";
import { enExtras } from "../i18n/en-extras";
import { ordinal, placeText } from "./place";

test("places in line are said as people say them", () => {
  const places = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111].map((count) => ordinal(count, enExtras, "en"));
  expect(places).toEqual(["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th"]);
  expect(placeText(2, 4, enExtras, "en")).toBe("You are 2nd in line, about 4 minutes");
  expect(placeText(3, 1, enExtras, "en")).toBe("You are 3rd in line, about 1 minute");
  expect(placeText(5, 0, enExtras, "en")).toBe("You are 5th in line, less than a minute");
});

test("a language that names fewer endings uses its last for all others", () => {
  expect([1, 2, 21].map((count) => ordinal(count, { ordinals: "er,e" }, "fr"))).toEqual(["1er", "2e", "21e"]);
  expect(ordinal(7, { ordinals: "." }, "de")).toBe("7.");
});
