import type { ChatEvent } from "@chat/api/contract";
import {
  type AgentActor,
  accountTopic,
  agentTopic,
  authenticate,
  type Core,
  type Ctx,
  createContext,
  Forbidden,
  goOnline,
  listQueue,
  newestMessageId,
  showAccountQueueStats,
} from "@chat/api/core";
import { AgentEvents } from "./agent-events";
import { AGENT_HANDLERS } from "./agent-frames";
import { readHeldBy, readMissedOf, readMissedOfChat } from "./agent-missed";
import { Connection, type Conversation, type Peer } from "./connection";
import { nextConnectionId } from "./connection-id";
import { dispatch } from "./dispatch";
import { FrameError } from "./errors";
import type { Pace } from "./frame-queue";
import { AGENT_FRAMES, namedAgentId } from "./frames";
import { createQueueFeed } from "./queue-feed";
import { textOfQueue, textOfQueueInNumbers } from "./queue-texts";
import { readInTurn } from "./read-in-turn";
import type { AgentFrame } from "./server-frames";
import { now } from "./shapes";
import { CLOSE, type SocketHandlers } from "./socket";

/** A program may hold many chats on one socket. */
const PACE: Pace = { frames: { burst: 40_000, perSecond: 20_000 }, overlapping: 256 };
const ECHOED = ["sessionId", "clientMessageId"] as const;

/** An agent's socket: `/ws/agent/{agentId}?token=`. */
export const createAgentSocket = (core: Core, agentId: number, token: string): SocketHandlers =>
  new Connection<AgentFrame>(core.deps.log, PACE, (peer) => new AgentSocket(core, peer, agentId, token));

/** One console of an agent. */
export class AgentSocket implements Conversation {
  readonly echoed = ECHOED;
  readonly connectionId = nextConnectionId();
  /** The newest message of all when this console came: what is older it reads by itself. */
  cameAfter = 0;
  readonly events = new AgentEvents(this);
  readonly queue = createQueueFeed(
    () => this.#tellQueue(),
    () => this.peer.isOpen(),
  );
  readonly queueInNumbers = createQueueFeed(
    () => this.#tellQueueInNumbers(),
    () => this.peer.isOpen(),
  );
  readonly #leave: (() => void)[] = [];
  #ctx: Ctx<AgentActor> | undefined;
  #isClosed = false;
  #isReadingAgain = false;

  constructor(
    private readonly core: Core,
    private readonly peer: Peer<AgentFrame>,
    readonly agentId: number,
    private readonly token: string,
  ) {}

  /** Who asks. @throws Error before the token was read, which comes before every frame */
  get ctx(): Ctx<AgentActor> {
    if (!this.#ctx) throw new Error("an agent's socket has been used before its token was read");
    return this.#ctx;
  }

  async open(): Promise<void> {
    const { core, agentId } = this;
    // Before the token is read, so that a revocation in that instant is heard.
    this.#leave.push(core.deps.bus.subscribe(agentTopic(agentId), (event) => this.#hear(event)));
    const actor = await this.#identify();
    if (this.#isClosed) return;
    this.#ctx = createContext(core.deps, actor, this.connectionId);
    this.#leave.push(core.deps.bus.subscribe(accountTopic(actor.accountId), (event) => this.#hear(event)));
    // Those it had before it came: when one is lost unheard, it is missing from here.
    this.cameAfter = await newestMessageId(core.deps);
    await readHeldBy(this);
    this.send({ type: "connection_status", status: "connected", agentId, timestamp: now() });
    this.#leave.push(await goOnline(this.ctx, core.leases));
    if (this.#isClosed) this.closed();
  }

  mayOverlap(frame: Record<string, unknown>): boolean {
    return frame.type === "send_message";
  }

  lineOf(frame: Record<string, unknown>): string | null {
    return frame.type === "send_message" && typeof frame.sessionId === "string" ? frame.sessionId : null;
  }

  receive(frame: Record<string, unknown>): Promise<void> | void {
    if ((namedAgentId(frame) ?? this.agentId) !== this.agentId) {
      throw new FrameError("AGENT_FOREIGN", "Agent id is not the token's");
    }
    return dispatch(AGENT_FRAMES, AGENT_HANDLERS, this, frame);
  }

  closed() {
    this.#isClosed = true;
    for (const end of this.#leave.splice(0)) end();
  }

  send(frame: AgentFrame): void {
    this.peer.send(frame);
  }

  sendText(text: string): void {
    this.peer.sendText(text);
  }

  isOpen(): boolean {
    return this.peer.isOpen();
  }

  onQueueChange() {
    this.core.deps.background.run(Promise.all([this.queue.refreshUntilTold(), this.queueInNumbers.refreshUntilTold()]));
  }

  onRevoked(): void {
    this.peer.dismiss(CLOSE.refused, "Access was revoked");
  }

  giveUp(): void {
    this.peer.dismiss(CLOSE.tryAgain, "Slow consumer");
  }

  onMissed(sessionId: string | null) {
    if (sessionId !== null) return readInTurn(this.peer, () => readMissedOfChat(this, sessionId));
    // Told once for each topic that this socket listens to.
    if (this.#isReadingAgain) return;
    this.#isReadingAgain = true;
    readInTurn(this.peer, async () => {
      this.#isReadingAgain = false;
      await this.#stillMay();
      await readMissedOf(this);
      this.onQueueChange();
    });
  }

  /** A revocation may have been missed too. */
  async #stillMay(): Promise<void> {
    try {
      await this.#identify();
    } catch (error) {
      if (!(error instanceof Error && "reason" in error && error.reason === "TOKEN_INVALID")) throw error;
      this.onRevoked();
    }
  }

  async #identify(): Promise<AgentActor> {
    const actor = await authenticate(this.core.deps, this.token);
    if (actor.kind !== "agent") throw new Forbidden("ROLE_WRONG", "This needs an agent's token");
    if (actor.id !== this.agentId) throw new Forbidden("ROLE_WRONG", "Agent id is not the token's");
    return actor;
  }

  #hear(event: ChatEvent): void {
    if (this.#ctx || event.type === "access.revoked") this.events.take(event);
  }

  async #tellQueue(): Promise<void> {
    if (!this.peer.isOpen()) return;
    this.sendText(textOfQueue(await listQueue(this.ctx, {}), new Date()));
  }

  async #tellQueueInNumbers(): Promise<void> {
    if (!this.peer.isOpen()) return;
    this.sendText(textOfQueueInNumbers(await showAccountQueueStats(this.ctx, {}), new Date()));
  }
}
