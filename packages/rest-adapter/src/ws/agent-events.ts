import type { ChatEvent, ChatMessage, SessionState } from "@chat/api/contract";
import type { Owner } from "@chat/api/core";
import { EventGate } from "./event-gate";
import { textForAgent } from "./event-texts";
import type { AgentFrame } from "./server-frames";
import { now } from "./shapes";

interface Listener {
  readonly connectionId: string;
  readonly agentId: number;
  send(frame: AgentFrame): void;
  sendText(text: string): void;
  onQueueChange(): void;
  onRevoked(): void;
  /** Something of one chat, or of any when it is null, did not arrive. */
  onMissed(sessionId: string | null): void;
  giveUp(): void;
}

/** Chats whose last move is remembered. */
const MAX_EPOCHS = 1_000;

const LEFT = { assistant: "chat_returned_to_ai", queued: "chat_requeued", closed: "chat_closed", agent: "chat_assigned" } as const;

/** Tells one agent's socket what happens in its chats and in the account's queue. */
export class AgentEvents {
  /** Of each chat that this socket was told of, until the agent has it no more. */
  readonly #gates = new Map<string, EventGate>();
  /** The chats that this socket was told are its agent's: a message may be told before the move that made its chat the agent's. */
  readonly #told = new Set<string>();
  /** Of the last move that was told of a chat: what happened before it is not told after it. */
  readonly #epochs = new Map<string, number>();

  constructor(private readonly listener: Listener) {}

  take(event: ChatEvent) {
    if (event.type === "news.missed") this.listener.onMissed(null);
    else if (event.type === "message.stored") this.gateOf(event.sessionId).take(event);
    else {
      const gate = "sessionId" in event ? this.#gates.get(event.sessionId) : undefined;
      if (gate) gate.take(event);
      else this.#tell(event);
    }
  }

  gateOf(sessionId: string): EventGate {
    const known = this.#gates.get(sessionId);
    if (known) return known;
    const gate = new EventGate({
      tell: (event) => this.#tell(event),
      readAgain: () => this.listener.onMissed(sessionId),
      giveUp: () => this.listener.giveUp(),
    });
    this.#gates.set(sessionId, gate);
    return gate;
  }

  /** The chats that this socket was told are its agent's. */
  told(): ReadonlySet<string> {
    return this.#told;
  }

  /** The socket knows by now that its agent has the chat. */
  noteTold(sessionId: string): void {
    this.#told.add(sessionId);
    this.gateOf(sessionId);
  }

  /** The agent has the chat. */
  tellHas(sessionId: string, { epoch }: Owner): void {
    // The move itself may come later: it was told by then.
    this.#noteMove(sessionId, epoch);
    if (this.#told.has(sessionId)) return;
    this.noteTold(sessionId);
    this.listener.send({ type: "chat_assigned", sessionId, agentId: this.listener.agentId, timestamp: now() });
  }

  /** Reads a chat and tells it, and only then what was said since. @param read returns the highest message id it told */
  async whileReading(sessionId: string, read: () => Promise<number>): Promise<void> {
    const gate = this.gateOf(sessionId);
    gate.hold();
    try {
      gate.release(await read());
    } catch (error) {
      gate.release();
      // What was told meanwhile is remembered: it is not told again when the chat can be read.
      if (gate.seenUpTo === null) this.#gates.delete(sessionId);
      throw error;
    }
  }

  /** The agent does not have the chat. Messages that are held of it are not for this console; what became of it is. */
  tellHasNot(sessionId: string, { state, agentId, epoch }: Owner): void {
    const held = this.#gates.get(sessionId)?.discard() ?? [];
    this.#gates.delete(sessionId);
    for (const event of held) if ("epoch" in event) this.#tell(event);
    // One that was held may have come after it.
    if (this.#told.has(sessionId) && this.#noteMove(sessionId, epoch)) this.#tellLeft(sessionId, state, agentId);
  }

  #tellLeft(sessionId: string, state: SessionState, agentId: number | null): void {
    this.#gates.delete(sessionId);
    this.#told.delete(sessionId);
    const type = LEFT[state];
    if (type !== "chat_assigned") this.listener.send({ type, sessionId, timestamp: now() });
    else if (agentId !== null) this.listener.send({ type, sessionId, agentId, timestamp: now() });
  }

  /** A message that this socket was not told when it was stored. */
  tellMissed(sessionId: string, message: ChatMessage): void {
    this.#tell({ type: "message.stored", sessionId, agentId: null, message, connectionId: null });
  }

  /** @returns whether the move comes after every one that was noted of the chat */
  #noteMove(sessionId: string, epoch: number): boolean {
    const known = this.#epochs.get(sessionId);
    if (known !== undefined && epoch <= known) return false;
    this.#epochs.delete(sessionId);
    this.#epochs.set(sessionId, epoch);
    const [oldest] = this.#epochs.keys();
    if (this.#epochs.size > MAX_EPOCHS && oldest !== undefined) this.#epochs.delete(oldest);
    return true;
  }

  #tell(event: ChatEvent) {
    if ("epoch" in event && !this.#noteMove(event.sessionId, event.epoch)) return;
    const send = (frame: AgentFrame) => this.listener.send(frame);
    switch (event.type) {
      case "message.stored":
        if (event.connectionId !== this.listener.connectionId) this.listener.sendText(textForAgent(event));
        return;
      case "typing.changed":
        if (event.from === "visitor") send({ type: "typing", sessionId: event.sessionId, isTyping: event.isTyping });
        return;
      case "session.accepted":
        if (event.agentId === this.listener.agentId) this.#told.add(event.sessionId);
        return send({ type: "chat_assigned", sessionId: event.sessionId, agentId: event.agentId, timestamp: now() });
      case "agent.presence_changed": {
        const status = event.isOnline ? "online" : "offline";
        return send({ type: "agent_status_update", agentId: event.agentId, status, timestamp: now() });
      }
      case "session.returned":
        return this.#tellLeft(event.sessionId, "assistant", null);
      case "session.requeued":
        return this.#tellLeft(event.sessionId, "queued", null);
      case "session.closed":
        return this.#tellLeft(event.sessionId, "closed", null);
      case "queue.changed":
        return this.listener.onQueueChange();
      case "access.revoked":
        return this.listener.onRevoked();
    }
  }
}
