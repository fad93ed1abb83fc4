import { setTimeout as sleep } from "node:timers/promises";
import { type Line, type LineChange, withChange } from "./line";

/** A row changed past the verbs, by hand or by an import, raises no version: it shows after this time at the latest. */
const TRUSTED_MS = 2_000;
const MAX_WIDGETS = 1_000;
const MAX_PLACES = 200_000;
/** Changes of one queue that may wait for an earlier one, or for a reading that runs. */
const MAX_AHEAD = 64;

function dropOldest(map: Map<unknown, unknown>, max: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= max) return;
    map.delete(oldest);
  }
}

/** A line of this length takes longer to read than a change takes to be heard of, which is committed a moment before. */
const LONG_LINE = 500;
const NEWS_MS = 5;

interface Kept {
  line: Line;
  readAt: number;
}

/** The lines that this process read last, bounded; each is brought forward by the changes it hears of. */
export function createKeptLines() {
  // A Map keeps its order: the first is the one that was asked for longest ago.
  const kept = new Map<string, Kept>();
  const ahead = new Map<string, Map<number, LineChange>>();
  let places = 0;

  const forget = (siteKey: string) => {
    places -= kept.get(siteKey)?.line.places.length ?? 0;
    kept.delete(siteKey);
    ahead.delete(siteKey);
  };
  const put = (siteKey: string, entry: Kept) => {
    places += entry.line.places.length - (kept.get(siteKey)?.line.places.length ?? 0);
    kept.delete(siteKey);
    kept.set(siteKey, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_WIDGETS && places <= MAX_PLACES) return;
      forget(oldest);
    }
  };

  const isTrusted = ({ readAt }: Kept) => performance.now() - readAt <= TRUSTED_MS;

  /** Makes the changes that follow on the line without a gap, and drops those that are in it. */
  function bringForward(siteKey: string, { line: from, readAt }: Kept): void {
    const changes = ahead.get(siteKey);
    let line = from;
    for (let next = changes?.get(line.version + 1); next; next = changes?.get(line.version + 1)) line = withChange(line, next);
    for (const version of changes?.keys() ?? []) if (version <= line.version) changes?.delete(version);
    if (changes?.size === 0) ahead.delete(siteKey);
    put(siteKey, { line, readAt });
  }

  function find(siteKey: string, version: number): Line | undefined {
    const entry = kept.get(siteKey);
    if (entry?.line.version !== version || !isTrusted(entry)) return;
    put(siteKey, entry);
    return entry.line;
  }

  return {
    find,
    /** The line at `version`, also when only the news of its last changes are still missing. */
    async findSoon(siteKey: string, version: number): Promise<Line | undefined> {
      const entry = kept.get(siteKey);
      const isWorthIt = entry && isTrusted(entry) && entry.line.places.length >= LONG_LINE && version - entry.line.version <= MAX_AHEAD;
      for (let waitedMs = 0; isWorthIt && waitedMs < NEWS_MS && !find(siteKey, version); waitedMs++) await sleep(1);
      return find(siteKey, version);
    },
    keep(line: Line, readAt: number): void {
      const other = kept.get(line.siteKey);
      if (other && other.line.version > line.version && isTrusted(other)) return;
      bringForward(line.siteKey, { line, readAt });
    },
    note(siteKey: string, change: LineChange): void {
      const entry = kept.get(siteKey);
      if (entry && change.version <= entry.line.version) return;
      const changes = ahead.get(siteKey) ?? new Map<number, LineChange>();
      changes.set(change.version, change);
      ahead.set(siteKey, changes);
      dropOldest(changes, MAX_AHEAD);
      dropOldest(ahead, MAX_WIDGETS);
      if (entry) bringForward(siteKey, entry);
    },
    forget,
    siteKeys: () => [...kept.keys()],
  };
}
