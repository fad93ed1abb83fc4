/** What orders a queue: time of escalation in milliseconds, then the session's row id. */
export interface PlaceKey {
  readonly escalatedAt: number;
  readonly id: number;
}

export interface Place extends PlaceKey {
  readonly sessionId: string;
}

/** Everyone who waits in one widget's queue, in its order, as it was at a version of the queue. */
export interface Line {
  readonly siteKey: string;
  readonly version: number;
  readonly places: readonly Place[];
}

/** One place that began or ended, which made a new version of the queue. */
export interface LineChange {
  readonly version: number;
  readonly place: Place;
  readonly isWaiting: boolean;
}

export const comparePlaces = (left: PlaceKey, right: PlaceKey): number => left.escalatedAt - right.escalatedAt || left.id - right.id;

/** Index of the first place that does not come before `key`. */
export function indexFrom(line: Line, key: PlaceKey): number {
  let [low, high] = [0, line.places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePlaces(line.places[middle] as Place, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 1-based, 0 for who does not wait here. */
export function positionIn(line: Line, key: PlaceKey): number {
  const index = indexFrom(line, key);
  return line.places[index]?.id === key.id ? index + 1 : 0;
}

/**
 * The line after the change that follows its version. A line may have been read later than its version says, so
 * the change may be in it already: it is made only where it is missing.
 */
export function withChange(line: Line, { version, place, isWaiting }: LineChange): Line {
  const index = indexFrom(line, place);
  const isThere = line.places[index]?.id === place.id;
  if (isThere === isWaiting) return { ...line, version };
  return { ...line, version, places: isWaiting ? line.places.toSpliced(index, 0, place) : line.places.toSpliced(index, 1) };
}
