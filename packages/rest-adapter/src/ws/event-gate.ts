import type { ChatEvent } from "@chat/api/contract";

/** Events kept back while something is read; a socket for which more happen meanwhile is hopelessly behind. */
const MAX_HELD = 2_000;

export interface Listener {
  tell(event: ChatEvent): void;
  /** Something did not arrive. The gate holds what comes from now on until it is released. */
  readAgain(): void;
  /** More is held than may be. */
  giveUp(): void;
}

/**
 * Lets each message of a session through once, in the order of their ids, and keeps events back while the session is
 * read: listening begins before reading, so that nothing is missed, and nothing is told twice.
 * @typeParam L who listens through it
 */
export class EventGate<L extends Listener = Listener> {
  #held: ChatEvent[] | null = null;
  #seenUpTo: number | null = null;

  constructor(protected readonly listener: L) {}

  /** Highest message id that was let through or read; null while nothing was. */
  get seenUpTo(): number | null {
    return this.#seenUpTo;
  }

  take(event: ChatEvent) {
    if (!this.#held) this.#pass(event);
    else if (this.#held.push(event) > MAX_HELD) this.listener.giveUp();
  }

  isHolding(): boolean {
    return this.#held !== null;
  }

  hold(): void {
    this.#held ??= [];
  }

  /** @param readUpTo highest message id there was when the chat was read, 0 in an empty one; absent when it was not read */
  release(readUpTo?: number): void {
    if (readUpTo !== undefined) this.#seenUpTo = readUpTo;
    const events = this.#held ?? [];
    this.#held = null;
    for (const event of events) this.take(event);
  }

  /** @returns what was held, which is not let through any more */
  discard(): ChatEvent[] {
    const held = this.#held ?? [];
    this.#held = null;
    return held;
  }

  #pass(event: ChatEvent) {
    if (event.type === "news.missed") return this.#miss();
    if (event.type === "message.stored") {
      const { id } = event.message;
      if (this.#seenUpTo !== null && id <= this.#seenUpTo) return;
      // One process told of it before another told of the one before it.
      if (event.previousId !== undefined && event.previousId > (this.#seenUpTo ?? 0)) return this.#miss(event);
      this.#seenUpTo = id;
    }
    this.listener.tell(event);
  }

  #miss(...events: ChatEvent[]): void {
    this.#held = events;
    this.listener.readAgain();
  }
}

/** Highest message id, 0 of none. */
export const newestId = (messages: { id: number }[]): number => messages.reduce((newest, { id }) => Math.max(newest, id), 0);
