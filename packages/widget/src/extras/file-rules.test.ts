import { expect, test } from "bun:test";
import { FILE_TYPES, LIMITS } from "@chat/api/contract";
import { enExtras } from "../i18n/en-extras";
import { ENDINGS, FILE_BYTES, problemOf } from "./file-rules";

const problem = (name: string, size = 1) => problemOf({ name, size }, enExtras, "en");

test("the widget refuses what the server refuses by name and size, and nothing else", () => {
  expect(FILE_BYTES).toBe(LIMITS.fileMaxBytes);
  expect(ENDINGS.toSorted()).toEqual(Object.values(FILE_TYPES).flat().toSorted());
});

test("a file is refused in words that name it", () => {
  expect(problem("photo.PNG", FILE_BYTES)).toBe("");
  expect(problem("README")).toBe("");
  expect(problem("archive.tar.zip")).toBe("");
  expect(problem("photo.png", FILE_BYTES + 1)).toBe("photo.png is larger than 10.5 MB");
  expect(problem("page.html")).toBe("page.html is of a type that cannot be sent");
  expect(problem("photo.png.exe")).toBe("photo.png.exe is of a type that cannot be sent");
});
