import { comparePlaces, type Line, type Place } from "./line";

/** A place in its own line, among the places of several. */
export interface MergedPlace extends Place {
  /** 1-based, in its own widget's queue. */
  readonly position: number;
}

/** The places of several lines in one order, from `offset` on, at most `limit`. */
export function mergeLines(lines: readonly Line[], offset: number, limit: number): MergedPlace[] {
  // Who comes after so many in its own line comes after them in the merged one.
  const end = offset + limit;
  const heads = lines.flatMap(({ places }) => places.slice(0, end).map((place, index) => ({ ...place, position: index + 1 })));
  return heads.sort(comparePlaces).slice(offset, end);
}

export const countPlaces = (lines: readonly Line[]): number => lines.reduce((sum, { places }) => sum + places.length, 0);
