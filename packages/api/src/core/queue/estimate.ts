const MIN_ACCEPTS = 5;
const MINUTES_PER_PLACE = 2;

/**
 * Whole minutes until an agent is likely to accept. With five or more accepts in the last day, the mean wait measured
 * there for each place in line; before that two minutes a place, as in the contract's examples.
 * @param position 1-based place; 0, not waiting, takes no time
 */
export function estimateWait(position: number, measured: { accepts: number; meanWaitSeconds: number }): number {
  if (position === 0) return 0;
  if (measured.accepts < MIN_ACCEPTS) return MINUTES_PER_PLACE * position;
  return Math.max(1, Math.ceil((measured.meanWaitSeconds * position) / 60));
}
