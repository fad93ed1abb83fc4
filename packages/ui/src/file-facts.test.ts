import { expect, test } from "bun:test";
import { fileKind, formatFileSize } from "./file-facts";

test.each([
  [1, "1 kB"],
  [240_400, "240 kB"],
  [999_499, "999 kB"],
  [999_500, "1.0 MB"],
  [10_485_760, "10.5 MB"],
])("%i bytes are %s", (bytes, text) => {
  expect(formatFileSize(bytes)).toBe(text);
});

test.each([
  ["Invoice 4711.pdf", "PDF"],
  ["photo.JPEG", "JPEG"],
  ["no ending", "application/zip"],
  [".a-name-of-dots.", "application/zip"],
])("what %s is called", (name, kind) => {
  expect(fileKind({ name, type: "application/zip" })).toBe(kind);
});
