import type { KeyValueStore } from "../store";
import { randomId } from "../store";
import type { VisitorDetails } from "./frames";

export interface OutboxEntry {
  id: string;
  text: string;
  /** Milliseconds since the epoch, growing with each entry: the order of sending. */
  at: number;
  failed?: boolean;
  /** It was left while nobody was there: by whom. */
  leftBy?: VisitorDetails;
}

const PREFIX = "out:";

/**
 * What the visitor wrote and the server has not acknowledged. Stored before it is sent, one key
 * for each entry, so that two tabs never overwrite each other's.
 */
export function createOutbox(store: KeyValueStore, now: () => number = Date.now) {
  const entries = new Map<string, OutboxEntry>();
  let last = 0;

  for (const key of store.keys()) {
    if (!key.startsWith(PREFIX)) continue;
    try {
      const entry: OutboxEntry = JSON.parse(store.get(key) ?? "");
      if (typeof entry.text !== "string") continue;
      entries.set(entry.id, entry);
      // The clock may have been set back since: what is written now comes after it all the same.
      last = Math.max(last, entry.at);
    } catch {
      store.remove(key);
    }
  }

  const save = (entry: OutboxEntry) => {
    entries.set(entry.id, entry);
    store.set(PREFIX + entry.id, JSON.stringify(entry));
    return entry;
  };

  return {
    /** In the order in which they were written. */
    all: () => [...entries.values()].sort((a, b) => a.at - b.at),
    add(text: string, leftBy?: VisitorDetails): OutboxEntry {
      last = Math.max(last + 1, now());
      return save({ id: randomId(), text, at: last, leftBy });
    },
    mark(id: string, failed: boolean) {
      const entry = entries.get(id);
      if (entry) save({ ...entry, failed });
    },
    settle(id: string) {
      entries.delete(id);
      store.remove(PREFIX + id);
    },
  };
}
export type Outbox = ReturnType<typeof createOutbox>;
