import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import { isDatabaseDown } from "@chat/db";
import { QUEUES, STAFFING, sessionTopic } from "../bus";
import { coalesce } from "../coalesce";
import type { Deps } from "../deps";
import { isStaffed } from "./is-staffed";

/** The only agent who reloads its page is gone for a moment: nobody is told before this has passed. */
export const SETTLING_MS = 2_000;
/** Visitors told in one turn of the event loop: a long queue holds up nothing else. */
const SLICE = 256;
const RETRY_MS = 500;

type Told = Pick<Deps, "bus" | "background" | "queues" | "reads">;

/**
 * Tells the visitors of this process who wait whether anybody is there for them, when that may have changed and when they
 * begin to wait. That somebody is there is told at once, that nobody is only when it is so a little later, too.
 * @returns a function that ends it
 */
export function tellStaffing(deps: Told): () => void {
  const { bus, background, queues } = deps;
  const ending = new AbortController();
  /** No longer than until the end. */
  const rest = (ms: number) => pause(ms, undefined, { signal: ending.signal }).catch(() => {});
  let timesMissed = 0;
  /** One reading of an account at a time: an older one is never told after a newer one, nor after what sockets read that missed news. */
  const read = coalesce(async (accountId: number): Promise<boolean> => {
    const before = timesMissed;
    const found = await isStaffed(deps, accountId);
    return before === timesMissed ? found : isStaffed(deps, accountId);
  });

  const tell = (sessionId: string, isStaffedNow: boolean) =>
    bus.tell(sessionTopic(sessionId), { type: "staffing.found", sessionId, isStaffed: isStaffedNow });

  async function heardPlaces(accountId: number) {
    const lines = await queues.lines.ofAccount(accountId);
    return lines.flatMap(({ places }) => places).filter(({ sessionId }) => bus.hasListeners(sessionTopic(sessionId)));
  }

  const tellAccount = coalesce(async (accountId: number): Promise<void> => {
    if ((await heardPlaces(accountId)).length === 0) return;
    if (!(await read(accountId))) await rest(SETTLING_MS);
    const waiting = await heardPlaces(accountId);
    const found = await read(accountId);
    for (const [index, { sessionId }] of waiting.entries()) {
      if (index > 0 && index % SLICE === 0) await nextTurn();
      tell(sessionId, found);
    }
  });

  /** What changed in an outage is told after it. */
  async function throughOutages(work: () => Promise<void>): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        return await work();
      } catch (error) {
        if (!isDatabaseDown(error)) throw error;
        await rest(RETRY_MS);
      }
    }
  }

  const stops = [
    bus.subscribe(STAFFING, (event) => {
      if (event.type === "news.missed") timesMissed += 1;
      if (event.type === "staffing.changed") background.run(throughOutages(() => tellAccount(event.accountId)));
    }),
    bus.subscribe(QUEUES, (event) => {
      if (event.type !== "queue.changed" || !event.change?.isWaiting || event.accountId === null) return;
      const { accountId, change } = event;
      if (!bus.hasListeners(sessionTopic(change.sessionId))) return;
      background.run(throughOutages(async () => tell(change.sessionId, await read(accountId))));
    }),
  ];
  return () => {
    ending.abort();
    for (const stop of stops) stop();
  };
}
