/**
 * The queue is told at most so often, to agents as to who waits. Short enough that a change is told within a tenth of a second, and
 * long enough that an agent who accepts one chat after the other does not wait for what is told of the ones before.
 */
export const QUEUE_SPACING_MS = 50;
