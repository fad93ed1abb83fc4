import { expect, test } from "bun:test";
import type { QueuedSession } from "@chat/api/contract";
import { textOfQueue, textOfQueueInNumbers } from "./queue-texts";

const sessions: QueuedSession[] = [
  {
    sessionId: "session_1",
    siteKey: "widget-1",
    businessName: "Shop",
    visitorName: "Jo",
    reason: null,
    visitorEmail: null,
    visitorInfo: {},
    position: 1,
    escalatedAt: "2026-01-01T00:00:00.000Z",
  },
];
const at = (time: string) => new Date(`2026-01-01T${time}Z`);

test("the same queue is written once for all who are told it, and anew when time went on", () => {
  const text = textOfQueue(sessions, at("00:05:00.100"));
  expect(textOfQueue(sessions, at("00:05:00.900"))).toBe(text);
  expect(JSON.parse(text)).toMatchObject({
    type: "waiting_sessions",
    timestamp: "2026-01-01T00:05:00.100Z",
    sessions: [{ waitingTime: 5 }],
  });
  expect(JSON.parse(textOfQueue(sessions, at("00:06:00")))).toMatchObject({ sessions: [{ waitingTime: 6 }] });
  expect(JSON.parse(textOfQueue([], at("00:05:00.100")))).toMatchObject({ sessions: [] });
});

test("so are its numbers", () => {
  const stats = { waitingSessions: 2, availableAgents: 1, averageWaitSeconds: 90 };
  const text = textOfQueueInNumbers(stats, at("00:05:00.100"));
  expect(JSON.parse(text)).toEqual({
    type: "queue_update",
    stats: { waitingSessions: 2, availableAgents: 1, averageWaitTime: "1.5 minutes" },
    timestamp: "2026-01-01T00:05:00.100Z",
  });
  expect(textOfQueueInNumbers(stats, at("00:05:00.200"))).toBe(text);
});
