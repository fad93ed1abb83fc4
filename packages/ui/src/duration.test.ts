import { expect, test } from "bun:test";
import { formatDay, formatDuration, formatRelative } from "./duration";

test("a duration shows at most two units", () => {
  expect([0, 45, 60, 245, 3600, 7800, 90_000, -5, 59.9].map(formatDuration)).toEqual([
    "0s",
    "45s",
    "1m 00s",
    "4m 05s",
    "1h 00m",
    "2h 10m",
    "1d 1h",
    "0s",
    "59s",
  ]);
});

test("a moment is told relative to now, and becomes a date after a week", () => {
  const now = new Date(2026, 5, 15, 12, 0, 0);
  const ago = (seconds: number) => formatRelative(new Date(now.getTime() - seconds * 1000), now);
  expect(ago(-10)).toBe("just now");
  expect(ago(59)).toBe("just now");
  expect(ago(240)).toBe("4 min ago");
  expect(ago(7200)).toBe("2 h ago");
  expect(ago(30 * 3600)).toBe("yesterday");
  expect(ago(5 * 86_400)).toBe("5 days ago");
  expect(ago(40 * 86_400)).not.toContain("ago");
});

test("days are those of the calendar, not of 24 hours", () => {
  const now = new Date(2026, 5, 15, 0, 30);
  expect(formatDay(new Date(2026, 5, 15, 0, 5), now)).toBe("Today");
  expect(formatDay(new Date(2026, 5, 14, 23, 55), now)).toBe("Yesterday");
  expect(formatDay(new Date(2025, 5, 14), now)).toContain("2025");
});
