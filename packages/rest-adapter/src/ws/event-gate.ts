import type { ChatEvent } from "@chat/api/contract";

/** Events kept back while something is read; a socket for which more happen meanwhile is hopelessly behind. */
const MAX_HELD = 2_000;

/**
 * Keeps events back while a snapshot is read, then lets through what the snapshot does not hold: listening begins
 * before reading, so that nothing is missed, and nothing is told twice.
 */
export function createEventGate(deliver: (event: ChatEvent) => void, onOverflow: () => void = () => {}) {
  let held: ChatEvent[] | null = null;
  let seenUpTo = 0;

  const pass = (event: ChatEvent) => {
    const isSeen = event.type === "message.stored" && event.message.id <= seenUpTo;
    if (!isSeen) deliver(event);
  };
  return {
    take(event: ChatEvent) {
      if (!held) pass(event);
      else if (held.push(event) > MAX_HELD) onOverflow();
    },
    isHolding: () => held !== null,
    hold() {
      held ??= [];
    },
    /** @param snapshotUpTo highest message id that the snapshot holds */
    release(snapshotUpTo = 0) {
      seenUpTo = Math.max(seenUpTo, snapshotUpTo);
      const events = held ?? [];
      held = null;
      for (const event of events) pass(event);
    },
    discard() {
      held = null;
    },
  };
}
export type EventGate = ReturnType<typeof createEventGate>;

/** Highest message id, 0 of none. */
export const newestId = (messages: { id: number }[]): number => messages.reduce((newest, { id }) => Math.max(newest, id), 0);
