import type { ChatEvent } from "@chat/api/contract";
import { type Bus, type Ctx, resumeById, sessionTopic } from "@chat/api/core";
import type { Peer } from "./connection";
import { createEventGate } from "./event-gate";
import { CLOSE } from "./socket";

interface Hearing {
  ctx: Ctx;
  bus: Bus;
  sessionId: string;
  peer: Pick<Peer, "close" | "enqueue">;
  deliver(event: ChatEvent): void;
}

/**
 * Listens to a session from the moment the socket opens, and delivers once the socket may hear it: after it used the
 * session as its visitor, or at the first event when the id alone is the capability.
 */
export function createHearing({ ctx, bus, sessionId, peer, deliver }: Hearing) {
  const gate = createEventGate(deliver, () => peer.close(CLOSE.tryAgain, "Slow consumer"));
  let isProven = false;
  let isGuarded = false;
  let isAsking = false;
  let siteKey: string | null = null;

  const askById = async (): Promise<string | null> => {
    const found = await resumeById(ctx, { sessionId });
    siteKey ??= found?.siteKey ?? null;
    return siteKey;
  };

  const prove = async () => {
    try {
      if (!isProven && (await askById()) === null) isGuarded = true;
      else isProven = true;
    } finally {
      isAsking = false;
      if (isProven) gate.release();
      else gate.discard();
    }
  };

  const unsubscribe = bus.subscribe(sessionTopic(sessionId), (event) => {
    if (!isProven && !isGuarded && !isAsking && !gate.isHolding()) {
      isAsking = true;
      gate.hold();
      peer.enqueue(prove);
    }
    if (isProven || gate.isHolding()) gate.take(event);
  });

  return {
    /** The widget of the session as far as this socket may know it. */
    siteKey: async () => siteKey ?? (await askById()),
    /** Does something as the session's visitor; having done it proves that this socket is one. Events wait meanwhile. */
    async whileProving(key: string, act: () => Promise<void>): Promise<void> {
      if (isProven) return act();
      gate.hold();
      try {
        await act();
        siteKey = key;
        isProven = true;
      } finally {
        if (isProven) gate.release();
        else if (!isAsking) gate.discard();
      }
    },
    /** Reads the session's state, tells it, and only then what happened since. @param read returns the highest message id it told */
    async whileReading(key: string, read: () => Promise<number>): Promise<void> {
      gate.hold();
      let newest = 0;
      try {
        newest = await read();
        siteKey = key;
        isProven = true;
      } finally {
        if (isProven) gate.release(newest);
        else if (!isAsking) gate.discard();
      }
    },
    stop: unsubscribe,
  };
}
