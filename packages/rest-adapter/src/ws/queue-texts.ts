import type { QueuedSession, QueueStats } from "@chat/api/contract";
import { toRestQueueStats, toRestWaitingSession } from "../envelope";
import type { AgentFrame } from "./server-frames";

// Agents who are told of one change get the same objects of the core: as a frame each is written once, in the same second.
const written = new WeakMap<object, { second: number; text: string }>();

function writtenOnce(told: object, at: Date, frame: () => AgentFrame): string {
  const second = Math.floor(at.getTime() / 1000);
  const known = written.get(told);
  if (known?.second === second) return known.text;
  const text = JSON.stringify(frame());
  written.set(told, { second, text });
  return text;
}

/** @param at for the whole minutes that each has waited */
export const textOfQueue = (sessions: readonly QueuedSession[], at: Date): string =>
  writtenOnce(sessions, at, () => ({
    type: "waiting_sessions",
    sessions: sessions.map((session) => toRestWaitingSession(session, at)),
    timestamp: at.toISOString(),
  }));

export const textOfQueueInNumbers = (stats: QueueStats, at: Date): string =>
  writtenOnce(stats, at, () => ({ type: "queue_update", stats: toRestQueueStats(stats), timestamp: at.toISOString() }));
