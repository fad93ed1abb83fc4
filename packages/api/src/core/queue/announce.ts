import { countAhead, listWaitingFrom, type QueueKey, type SessionFacts } from "@chat/db";
import { accountTopic, sessionTopic } from "../bus";
import type { Deps } from "../deps";
import { estimateWait } from "./estimate";
import { measureLastDay } from "./place";

/**
 * Tells the account's agents that its queue changed, and every visitor whose place changed by it: those who stand
 * from `session` on, itself included while it waits.
 */
export function announceQueueChange(deps: Deps, session: SessionFacts & { escalatedAt: Date }): void {
  if (session.accountId !== null)
    deps.bus.publish(accountTopic(session.accountId), { type: "queue.changed", accountId: session.accountId });
  announcePlaces(deps, session.siteKey, { escalatedAt: session.escalatedAt, id: session.id });
}

interface Turn {
  /** Earliest place that changed since the running turn read the queue. */
  next: QueueKey | null;
}

// One turn a widget at a time, so that an older reading of the queue is never told after a newer one.
const turns = new WeakMap<Deps["bus"], Map<string, Turn>>();

function announcePlaces(deps: Deps, siteKey: string, from: QueueKey): void {
  const ofBus = turns.get(deps.bus) ?? new Map<string, Turn>();
  turns.set(deps.bus, ofBus);
  const running = ofBus.get(siteKey);
  if (running) {
    running.next = running.next ? earlier(running.next, from) : from;
    return;
  }
  const turn: Turn = { next: from };
  ofBus.set(siteKey, turn);
  deps.background.run(takeTurns(deps, siteKey, turn).finally(() => ofBus.delete(siteKey)));
}

async function takeTurns(deps: Deps, siteKey: string, turn: Turn): Promise<void> {
  while (turn.next) {
    const from = turn.next;
    turn.next = null;
    await tellPlaces(deps, siteKey, from);
  }
}

async function tellPlaces(deps: Deps, siteKey: string, from: QueueKey): Promise<void> {
  const [ahead, waiting, measured] = await Promise.all([
    countAhead(deps.db, siteKey, from),
    listWaitingFrom(deps.db, siteKey, from),
    measureLastDay(deps, siteKey),
  ]);
  waiting.forEach((sessionId, index) => {
    const position = ahead + index + 1;
    deps.bus.publish(sessionTopic(sessionId), {
      type: "queue.moved",
      sessionId,
      position,
      estimatedWait: estimateWait(position, measured),
    });
  });
}

const earlier = (left: QueueKey, right: QueueKey): QueueKey => {
  const order = left.escalatedAt.getTime() - right.escalatedAt.getTime() || left.id - right.id;
  return order <= 0 ? left : right;
};
