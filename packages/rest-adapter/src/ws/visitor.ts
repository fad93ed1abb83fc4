import type { ChatEvent } from "@chat/api/contract";
import { ANONYMOUS, type Caller, type Core, type Ctx, createContext, joinSession } from "@chat/api/core";
import { browserName } from "./browser-name";
import { Connection, type Conversation, type Peer } from "./connection";
import { nextConnectionId } from "./connection-id";
import { dispatch } from "./dispatch";
import { FrameError } from "./errors";
import type { Pace } from "./frame-queue";
import { VISITOR_FRAMES } from "./frames";
import { Hearing } from "./hearing";
import { readInTurn } from "./read-in-turn";
import type { VisitorFrame } from "./server-frames";
import { CLOSE, type SocketHandlers } from "./socket";
import { VisitorEvents } from "./visitor-events";
import { VISITOR_HANDLERS } from "./visitor-frames";

/** Far above what a person, or an outbox that is sent at once, needs. */
const PACE: Pace = { frames: { burst: 2_000, perSecond: 1_000 }, overlapping: 32 };
const ECHOED = ["clientMessageId"] as const;

/** A visitor's socket: `/ws/{sessionId}`. */
export const createVisitorSocket = (core: Core, sessionId: string, userAgent: string | null, caller: Caller): SocketHandlers =>
  new Connection<VisitorFrame>(core.deps.log, PACE, (peer) => new VisitorSocket(core, peer, sessionId, browserName(userAgent), caller));

/** One visitor's side of a chat. Its fields are its own where it could hold an object: see {@link Connection}. */
export class VisitorSocket implements Conversation {
  readonly connectionId = nextConnectionId();
  readonly events: VisitorEvents;
  readonly hearing: Hearing;
  visitorSecret: string | undefined;
  /** As the visitor proved it. */
  identity: { userId: string | undefined; userHash: string | undefined } | undefined;
  hasJoined = false;
  readonly #address: string | null;
  readonly #website: string | null;
  /** In whole seconds, as messages are stamped. */
  readonly #openedAt = Math.floor(Date.now() / 1000) * 1000;

  constructor(
    private readonly core: Core,
    private readonly peer: Peer<VisitorFrame>,
    readonly sessionId: string,
    readonly browser: string | null,
    { address, website }: Caller,
  ) {
    this.#address = address;
    this.#website = website;
    this.events = new VisitorEvents(this);
    this.hearing = new Hearing(core.deps.bus, this);
  }

  get echoed() {
    return ECHOED;
  }

  open(): void {}

  mayOverlap(frame: Record<string, unknown>): boolean {
    return frame.type === "message" && this.hearing.isProven;
  }

  lineOf(frame: Record<string, unknown>): string | null {
    return frame.type === "message" ? this.sessionId : null;
  }

  receive(frame: Record<string, unknown>): Promise<void> | void {
    if (typeof frame.sessionId === "string" && frame.sessionId !== this.sessionId) {
      throw new FrameError("SESSION_FOREIGN", "This connection belongs to another session");
    }
    return dispatch(VISITOR_FRAMES, VISITOR_HANDLERS, this, frame);
  }

  closed() {
    this.hearing.stop();
  }

  /** Made when it is needed: an idle socket holds none. */
  ctx(): Ctx {
    return createContext(this.core.deps, ANONYMOUS, this.connectionId, { address: this.#address, website: this.#website });
  }

  send(frame: VisitorFrame): void {
    this.peer.send(frame);
  }

  sendText(text: string): void {
    this.peer.sendText(text);
  }

  enqueue(task: () => Promise<void>): void {
    this.peer.enqueue(task);
  }

  tell(event: ChatEvent) {
    this.events.tell(event);
  }

  giveUp(): void {
    this.peer.dismiss(CLOSE.tryAgain, "Slow consumer");
  }

  readAgain(): void {
    readInTurn(this.peer, async () => {
      this.hearing.hold();
      this.hearing.release(await this.#readMissed());
    });
  }

  /** Tells what was stored since the last message that it was told. @returns the highest id there is; nothing where there is no session */
  async #readMissed(): Promise<number | undefined> {
    const siteKey = await this.hearing.siteKey();
    if (siteKey === null) return undefined;
    const { sessionId, visitorSecret } = this;
    const after = this.hearing.seenUpTo ?? 0;
    const snapshot = await joinSession(this.ctx(), { siteKey, sessionId, visitorSecret, ...this.identity, after });
    // Who never joined and was told nothing yet is told what was said since it came.
    const messages =
      after > 0 || this.hasJoined ? snapshot.messages : snapshot.messages.filter(({ sentAt }) => Date.parse(sentAt) >= this.#openedAt);
    for (const message of messages) this.tell({ type: "message.stored", sessionId, agentId: null, message, connectionId: null });
    this.events.tellState(snapshot);
    return snapshot.newestMessageId;
  }
}
