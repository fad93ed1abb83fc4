import { expect, test } from "bun:test";
import { en, ordinal } from "./en";

test("places in line are said as people say them", () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111].map(ordinal)).toEqual([
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "13th",
    "21st",
    "22nd",
    "101st",
    "111th",
  ]);
  expect(en.place(2, 4)).toBe("You are 2nd in line, about 4 minutes");
  expect(en.place(3, 1)).toBe("You are 3rd in line, about 1 minute");
});
