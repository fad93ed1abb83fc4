import { expect, test } from "bun:test";
import { safePath } from "./safe-path";

test("only paths of this app are followed", () => {
  expect(safePath("/widgets/new")).toBe("/widgets/new");
  for (const from of [undefined, "", "https://evil.example", "//evil.example", "/\\evil.example", "widgets"])
    expect(safePath(from)).toBe("/");
});
