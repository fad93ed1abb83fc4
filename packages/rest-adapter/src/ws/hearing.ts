import type { ChatEvent } from "@chat/api/contract";
import { type Bus, type BusListener, type Ctx, resumeById, sessionTopic } from "@chat/api/core";
import { EventGate, type Listener } from "./event-gate";

export interface Hearer extends Listener {
  readonly sessionId: string;
  ctx(): Ctx;
  /** Runs a task in turn with the socket's frames. */
  enqueue(task: () => Promise<void>): void;
}

/**
 * Listens to a session from the moment the socket opens, and delivers once the socket may hear it: after it used the
 * session as its visitor, or at the first event when the id alone is the capability.
 */
export class Hearing extends EventGate<Hearer> implements BusListener {
  #siteKey: string | null = null;
  #isProven = false;
  #isGuarded = false;
  #isAsking = false;

  constructor(
    private readonly bus: Bus,
    hearer: Hearer,
  ) {
    super(hearer);
    bus.listen(sessionTopic(hearer.sessionId), this);
  }

  stop(): void {
    this.bus.leave(sessionTopic(this.listener.sessionId), this);
  }

  /** The socket has used the session as its visitor. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** The widget of the session as far as this socket may know it. */
  async siteKey(): Promise<string | null> {
    return this.#siteKey ?? this.#askById();
  }

  /** Does something as the session's visitor; having done it proves that this socket is one. Events wait meanwhile. */
  async whileProving(key: string, act: () => Promise<void>): Promise<void> {
    if (this.#isProven) return act();
    return this.whileReading(key, async () => {
      await act();
      return undefined;
    });
  }

  /** Reads the session's state, tells it, and only then what happened since. @param read returns the highest message id there was */
  async whileReading(key: string, read: () => Promise<number | undefined>): Promise<void> {
    this.hold();
    let newest: number | undefined;
    try {
      newest = await read();
      this.#siteKey = key;
      this.#isProven = true;
    } finally {
      if (this.#isProven) this.release(newest);
      else if (!this.#isAsking) this.discard();
    }
  }

  hear(event: ChatEvent): void {
    if (!this.#isProven && !this.#isGuarded && !this.#isAsking && !this.isHolding()) {
      this.#isAsking = true;
      this.hold();
      this.listener.enqueue(() => this.#prove());
    }
    if (this.#isProven || this.isHolding()) this.take(event);
  }

  async #askById(): Promise<string | null> {
    const { sessionId } = this.listener;
    const found = await resumeById(this.listener.ctx(), { sessionId });
    this.#siteKey ??= found?.siteKey ?? null;
    return this.#siteKey;
  }

  async #prove(): Promise<void> {
    try {
      if (!this.#isProven && (await this.#askById()) === null) this.#isGuarded = true;
      else this.#isProven = true;
    } catch {
      // What it may have been told is gone: it resumes when it comes back.
      this.listener.giveUp();
    } finally {
      this.#isAsking = false;
      if (this.#isProven) this.release();
      else this.discard();
    }
  }
}
