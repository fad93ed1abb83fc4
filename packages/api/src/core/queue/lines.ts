import { type Db, findQueueVersion, listQueueVersions, listWaitingKeys } from "@chat/db";
import { coalesce } from "../coalesce";
import { createKeptLines } from "./kept-lines";
import { type Line, type LineChange, type PlaceKey, positionIn } from "./line";

interface Reading {
  version: number;
  line: Promise<Line>;
}

/** The lines of the widgets' queues: read from the rows, and read again only when the queue's version is another. */
export interface Lines {
  /** The line as it is after the question. `who` is known to wait: a line without them was changed past the versions, and is read again. */
  of(siteKey: string, who?: PlaceKey): Promise<Line>;
  ofAccount(accountId: number): Promise<Line[]>;
  /** A change that was committed, of which this process knows: spares it the next reading. */
  note(siteKey: string, change: LineChange): void;
  forget(siteKey: string): void;
  /** Widgets whose line this process has read lately. */
  siteKeys(): string[];
}

export function createLines(db: Db): Lines {
  const kept = createKeptLines();
  const readings = new Map<string, Reading>();
  const versionOf = coalesce((siteKey: string) => findQueueVersion(db, siteKey));

  // The version is read first and the line after it: a line may be newer than it says, and is then not used for long, but never older.
  function read(stale: { siteKey: string; version: number }[]): void {
    if (stale.length === 0) return;
    const readAt = performance.now();
    const places = listWaitingKeys(
      db,
      stale.map(({ siteKey }) => siteKey),
    ).then((rows) => Map.groupBy(rows, (row) => row.siteKey));
    for (const { siteKey, version } of stale) {
      const line = places.then((ofSiteKey) => {
        const waiting = ofSiteKey.get(siteKey) ?? [];
        const fresh = {
          siteKey,
          version,
          places: waiting.map(({ id, sessionId, escalatedAt }) => ({ id, sessionId, escalatedAt: escalatedAt.getTime() })),
        };
        kept.keep(fresh, readAt);
        return fresh;
      });
      const reading = { version, line };
      readings.set(siteKey, reading);
      const end = () => {
        if (readings.get(siteKey) === reading) readings.delete(siteKey);
      };
      line.then(end, end);
    }
  }

  async function all(versions: { siteKey: string; version: number }[]): Promise<Line[]> {
    const known = new Map(versions.map(({ siteKey, version }) => [siteKey, kept.find(siteKey, version)]));
    read(versions.filter(({ siteKey, version }) => !known.get(siteKey) && readings.get(siteKey)?.version !== version));
    return Promise.all(versions.map(({ siteKey }) => known.get(siteKey) ?? (readings.get(siteKey) as Reading).line));
  }

  return {
    async of(siteKey, who) {
      const version = await versionOf(siteKey);
      const known = await kept.findSoon(siteKey, version);
      if (known && (!who || positionIn(known, who) > 0)) return known;
      if (known) kept.forget(siteKey);
      const [line] = await all([{ siteKey, version }]);
      return line as Line;
    },
    ofAccount: async (accountId) => all(await listQueueVersions(db, accountId)),
    note: kept.note,
    forget: kept.forget,
    siteKeys: kept.siteKeys,
  };
}
