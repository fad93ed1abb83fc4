import type { BatchRows } from "@chat/db";

/** Sessions that are remembered, and as many widgets. */
const REMEMBERED = 10_000;

/** The rows that decide about messages, as a batch last saw them under its locks: most are still so when the next message comes. */
export interface LastSeen {
  remember(rows: BatchRows): void;
  /** @returns null when one of them was not seen, or not lately */
  recall(sessionIds: readonly string[], siteKeys: readonly string[]): BatchRows | null;
  forget(rows: BatchRows): void;
}

export function createLastSeen(): LastSeen {
  const sessions = createRecent<BatchRows["sessions"]>();
  const widgets = createRecent<BatchRows["widgets"]>();
  return {
    remember(rows) {
      sessions.remember(rows.sessions);
      widgets.remember(rows.widgets);
    },
    recall(sessionIds, siteKeys) {
      const seenSessions = sessions.recall(sessionIds);
      const seenWidgets = seenSessions && widgets.recall(siteKeys);
      return seenWidgets && { sessions: seenSessions, widgets: seenWidgets };
    },
    forget(rows) {
      sessions.forget(rows.sessions);
      widgets.forget(rows.widgets);
    },
  };
}

/** The last so many that were remembered or asked for. */
function createRecent<M extends ReadonlyMap<string, unknown>>() {
  type V = M extends ReadonlyMap<string, infer Value> ? Value : never;
  const recent = new Map<string, V>();
  const put = (key: string, value: V) => {
    recent.delete(key);
    recent.set(key, value);
    if (recent.size <= REMEMBERED) return;
    for (const oldest of recent.keys()) return recent.delete(oldest);
  };
  return {
    remember(rows: ReadonlyMap<string, V>) {
      for (const [key, value] of rows) put(key, value);
    },
    recall(keys: readonly string[]): Map<string, V> | null {
      const found = new Map<string, V>();
      for (const key of keys) {
        const value = recent.get(key);
        if (value === undefined) return null;
        put(key, value);
        found.set(key, value);
      }
      return found;
    },
    forget(rows: ReadonlyMap<string, V>) {
      for (const key of rows.keys()) recent.delete(key);
    },
  };
}
