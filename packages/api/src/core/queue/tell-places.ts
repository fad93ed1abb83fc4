import { setImmediate as nextTurn } from "node:timers/promises";
import type { MeasuredAccepts } from "@chat/db";
import { isDatabaseDown } from "@chat/db";
import { QUEUES, sessionTopic } from "../bus";
import type { Deps } from "../deps";
import { createTurns } from "../turns";
import { estimateWait } from "./estimate";
import { comparePlaces, indexFrom, type Line, type Place, type PlaceKey } from "./line";
import { QUEUE_SPACING_MS } from "./spacing";

/** Places looked at in one turn of the event loop: those of a long queue hold up nothing else. */
const SLICE = 256;
const RETRY_MS = 500;
/** Where to begin when it is not known what changed. */
const FRONT: PlaceKey = { escalatedAt: Number.NEGATIVE_INFINITY, id: 0 };

interface Turn {
  /** Earliest place that changed since the running turn read the line. */
  next: PlaceKey | null;
}

/**
 * Tells the visitors of this process who wait where they stand, whenever that changed: those from the changed place on.
 * One reading of the line serves them all, and what changes meanwhile, or right after it, is answered by one more.
 * @returns a function that ends it
 */
export function tellPlaces(deps: Pick<Deps, "bus" | "background" | "queues">): () => void {
  const { bus, background, queues } = deps;
  // One turn a widget at a time, so that an older reading of the queue is never told after a newer one.
  const turns = new Map<string, Turn>();
  const spacing = createTurns<string>(QUEUE_SPACING_MS);
  /** The version told last, of each queue in which a visitor of this process was found waiting. */
  const told = new Map<string, number>();
  let isOver = false;

  function tellFrom(siteKey: string, from: PlaceKey): void {
    const running = turns.get(siteKey);
    if (running) {
      running.next = running.next ? earlier(running.next, from) : from;
      return;
    }
    const turn: Turn = { next: from };
    turns.set(siteKey, turn);
    background.run(takeTurns(siteKey, turn));
  }

  async function takeTurns(siteKey: string, turn: Turn): Promise<void> {
    try {
      while (turn.next) {
        await spacing.next(siteKey);
        const from = turn.next;
        turn.next = null;
        try {
          await takeTurn(siteKey, from);
        } catch (error) {
          if (!isDatabaseDown(error)) throw error;
          // What changed in an outage is told after it.
          turn.next = turn.next ? earlier(turn.next, from) : from;
          await Bun.sleep(RETRY_MS);
          if (isOver) return;
        }
      }
    } finally {
      // At the very moment at which nothing is left: a change that comes later must find no turn that has ended.
      turns.delete(siteKey);
    }
  }

  async function takeTurn(siteKey: string, from: PlaceKey): Promise<void> {
    const line = await queues.lines.of(siteKey);
    if (from === FRONT && told.get(siteKey) === line.version) return;
    const isHeard = await tellLine(line, from);
    if (isHeard || told.has(siteKey)) told.set(siteKey, line.version);
    if (!isHeard && indexFrom(line, from) === 0) told.delete(siteKey);
  }

  async function tellLine(line: Line, from: PlaceKey): Promise<boolean> {
    const first = indexFrom(line, from);
    let measured: MeasuredAccepts | undefined;
    for (let start = first; start < line.places.length; start += SLICE) {
      if (start > first) await nextTurn();
      for (let index = start; index < Math.min(start + SLICE, line.places.length); index++) {
        const { sessionId } = line.places[index] as Place;
        if (!bus.hasListeners(sessionTopic(sessionId))) continue;
        measured ??= await queues.waits.of(line);
        const position = index + 1;
        bus.tell(sessionTopic(sessionId), { type: "queue.moved", sessionId, position, estimatedWait: estimateWait(position, measured) });
      }
    }
    return measured !== undefined;
  }

  const stop = bus.subscribe(QUEUES, (event) => {
    if (event.type === "news.missed") for (const siteKey of told.keys()) tellFrom(siteKey, FRONT);
    if (event.type !== "queue.changed") return;
    const { siteKey, change } = event;
    if (!change) {
      told.delete(siteKey);
      return queues.lines.forget(siteKey);
    }
    const place = { id: change.id, sessionId: change.sessionId, escalatedAt: Date.parse(change.escalatedAt) };
    queues.lines.note(siteKey, { version: change.version, isWaiting: change.isWaiting, place });
    tellFrom(siteKey, place);
  });
  return () => {
    isOver = true;
    stop();
    spacing.stop();
  };
}

const earlier = (left: PlaceKey, right: PlaceKey): PlaceKey => (comparePlaces(left, right) <= 0 ? left : right);
