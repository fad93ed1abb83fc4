import { expect, test } from "bun:test";
import { cleanFileName, nameFor } from "./name";

test.each([
  ["../../etc/passwd.txt", "passwd.txt"],
  ["C:\\fakepath\\a b.png", "a b.png"],
  ["a\u0000b\r\nSet-Cookie: x.png", "abSet-Cookie: x.png"],
  ["a\u2028b\u202Egnp.png", "abgnp.png"],
  [" . .hidden.png. ", "hidden.png"],
  ["\ud800a.png", "\ufffda.png"],
  ["A\u030angstro\u0308m.png", "\u00c5ngstr\u00f6m.png"],
  ["<img onerror=alert(1)>.png", "<img onerror=alert(1)>.png"],
  ["..", ""],
])("%j is called %j", (raw, name) => {
  expect(cleanFileName(raw)).toBe(name);
});

test("a long name is cut between characters and keeps its ending", () => {
  const name = nameFor("image/png", `${"👩‍👩‍👧".repeat(100)}.png`);
  expect(Buffer.byteLength(name)).toBeWithin(230, 256);
  expect(name).toMatch(/^(👩‍👩‍👧)+\.png$/u);
  expect(Buffer.byteLength(nameFor("text/plain", "x".repeat(1000)))).toBe(255);
});
