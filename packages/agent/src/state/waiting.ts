import type { QueuedSession, QueuePage } from "@chat/api/contract";

/** Whole seconds between an instant and now, never negative: the visitor's clock is the server's, ours may be behind. */
export function secondsSince(instant: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(instant)) / 1000));
}

/** "0:41", "7:03", "1:02:09": as a clock that ticks. */
export function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "41 seconds", "7 minutes": for a screen reader, which should not hear a clock tick. */
export function spokenWait(seconds: number): string {
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** "now", "4m", "2h", "3d": how long ago, in the width of a list. */
export function shortAge(seconds: number): string {
  if (seconds < 60) return "now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}

export type WaitLevel = "fresh" | "long" | "tooLong";

const LEVELS = { longSeconds: 120, tooLongSeconds: 300 } as const;

export function waitLevel(seconds: number): WaitLevel {
  if (seconds >= LEVELS.tooLongSeconds) return "tooLong";
  return seconds >= LEVELS.longSeconds ? "long" : "fresh";
}

/** Who came last since `before`. Of a queue that is not known whole, who moves into sight has waited already. */
export function newlyWaiting(before: QueuePage, now: QueuePage): QueuedSession | undefined {
  if (before.total > before.sessions.length) return;
  const known = new Set(before.sessions.map((session) => session.sessionId));
  return now.sessions.findLast((session) => !known.has(session.sessionId));
}

/** The documented reason codes of the widget read as words; a visitor's own words stay as they are. */
export function reasonText(reason: string | null): string {
  if (!reason) return "Asked for a person";
  if (!/^[a-z]+(_[a-z]+)+$/.test(reason)) return reason;
  if (reason === "customer_requested_human") return "Asked for a person";
  const words = reason.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
