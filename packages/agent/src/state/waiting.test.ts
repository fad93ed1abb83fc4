import { expect, test } from "bun:test";
import type { QueuedSession } from "@chat/api/contract";
import { clockText, newlyWaiting, reasonText, secondsSince, shortAge, spokenWait, waitLevel } from "./waiting";

test("the clock shows hours only when there are any", () => {
  expect([0, 41, 423, 3729].map(clockText)).toEqual(["0:00", "0:41", "7:03", "1:02:09"]);
});

test("a wait never runs backwards when our clock is behind", () => {
  expect(secondsSince("2026-01-01T00:00:10Z", new Date("2026-01-01T00:00:00Z"))).toBe(0);
  expect(secondsSince("2026-01-01T00:00:00Z", new Date("2026-01-01T00:01:05.900Z"))).toBe(65);
});

test("waits are spoken in one unit", () => {
  expect([9, 60, 423, 3600, 7300].map(spokenWait)).toEqual(["9 seconds", "1 minute", "7 minutes", "1 hour", "2 hours"]);
});

test("ages fit a list", () => {
  expect([3, 240, 7300, 200_000].map(shortAge)).toEqual(["now", "4m", "2h", "2d"]);
});

test("a wait is long from two minutes and too long from five", () => {
  expect([119, 120, 300].map(waitLevel)).toEqual(["fresh", "long", "tooLong"]);
});

test("reason codes read as words, a visitor's words stay", () => {
  expect(reasonText("customer_requested_human")).toBe("Asked for a person");
  expect(reasonText("ai_could_not_answer")).toBe("Ai could not answer");
  expect(reasonText("Charged twice!")).toBe("Charged twice!");
  expect(reasonText(null)).toBe("Asked for a person");
});

test("who came since is the newest unknown one, unless it only moved into sight", () => {
  const session = (sessionId: string) => ({ sessionId }) as QueuedSession;
  const [one, two, three] = [session("one"), session("two"), session("three")];
  const page = (sessions: QueuedSession[], total = sessions.length) => ({ sessions, total });
  expect(newlyWaiting(page([one]), page([one, two, three]))).toBe(three);
  expect(newlyWaiting(page([one, two]), page([two]))).toBeUndefined();
  expect(newlyWaiting(page([one, two], 3), page([two, three]))).toBeUndefined();
});
