import { expect, test } from "bun:test";
import { visitorLabel } from "./visitor-label";

test("visitors without a name are told apart, others keep theirs", () => {
  expect(visitorLabel("Customer", "session_00007f3a")).toBe("Customer · 7f3a");
  expect(visitorLabel("Ada Byron", "session_00007f3a")).toBe("Ada Byron");
});
