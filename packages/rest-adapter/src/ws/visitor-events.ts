import type { ChatEvent, QueuePlace, SessionSnapshot, SessionState } from "@chat/api/contract";
import { textForVisitor } from "./event-texts";
import type { VisitorFrame } from "./server-frames";
import { now } from "./shapes";

interface Listener {
  readonly connectionId: string;
  readonly hasJoined: boolean;
  send(frame: VisitorFrame): void;
  sendText(text: string): void;
}

type Shown = Pick<SessionSnapshot, "position" | "estimatedWait" | "state" | "agentName" | "epoch" | "isStaffed">;

const agentJoined = (agentName: string): VisitorFrame => ({
  type: "agent_joined",
  message: "A support agent has joined the chat!",
  agentName,
  timestamp: now(),
});
const returned = (): VisitorFrame => ({
  type: "chat_returned_to_ai",
  message: "You are chatting with our AI assistant again.",
  timestamp: now(),
});
const requeued = (): VisitorFrame => ({
  type: "chat_requeued",
  message: "Your agent was disconnected. You are back in the queue.",
  timestamp: now(),
});
const closed = (): VisitorFrame => ({ type: "chat_closed", message: "This chat has ended.", timestamp: now() });
const reopened = (): VisitorFrame => ({ type: "chat_reopened", timestamp: now() });

/** Tells one visitor's socket what happens in its session, in the documented frames. */
export class VisitorEvents {
  #position = 0;
  /** What the socket was told last; null before anything. */
  #state: SessionState | null = null;
  #agentName: string | null = null;
  #hasLeftQueue = false;
  /** Of the last move that was told: what happened before it is not told after it. */
  #epoch = -1;
  #placesTold = 0;
  /** As told last; null before anything. */
  #isStaffed: boolean | null = null;

  constructor(private readonly listener: Listener) {}

  tell(event: ChatEvent) {
    if ("epoch" in event) {
      if (event.epoch <= this.#epoch) return;
      this.#epoch = event.epoch;
    }
    switch (event.type) {
      case "message.stored": {
        const { hasJoined, connectionId } = this.listener;
        const isOwnLine = event.message.sender === "visitor";
        // A client that knows only the document shows its own lines itself.
        if (isOwnLine && (!hasJoined || event.connectionId === connectionId)) return;
        return this.listener.sendText(textForVisitor(event, hasJoined));
      }
      case "typing.changed":
        if (event.from !== "visitor") this.listener.send({ type: "typing", isTyping: event.isTyping });
        return;
      case "session.escalated":
        this.#state = "queued";
        this.#hasLeftQueue = false;
        return this.tellPlace(event);
      case "queue.moved":
        // Read before an agent accepted or the chat ended, told after: no longer true.
        return this.#hasLeftQueue ? undefined : this.tellPlace(event);
      case "staffing.found":
        return this.#hasLeftQueue ? undefined : this.#tellStaffing(event.isStaffed);
      case "session.accepted":
        return this.#move("agent", agentJoined(event.agentName), event.agentName);
      case "session.returned":
        return this.#move("assistant", returned());
      case "session.requeued":
        return this.#move("queued", requeued());
      case "session.closed":
        return this.#move("closed", closed());
      case "session.reopened":
        return this.#move("assistant", reopened());
    }
  }

  /** The same place twice in a row is told once. */
  tellPlace(place: QueuePlace): void {
    if (place.position === this.#position) return;
    this.#position = place.position;
    if (place.position > 0) this.#sendPlace(place);
  }

  /** Answers who asked for a place, also when it is the one that was told before. @param ask resolves with the place */
  async answerPlace(ask: () => Promise<QueuePlace>): Promise<void> {
    const before = this.#placesTold;
    const place = await ask();
    // The place may have been told meanwhile, and so may its end.
    if (this.#placesTold > before || (place.position > 0 && this.#hasLeftQueue)) return;
    this.#position = place.position;
    this.#sendPlace(place);
  }

  #sendPlace({ position, estimatedWait }: QueuePlace): void {
    this.#placesTold += 1;
    this.listener.send({ type: "queue_update", position, estimatedWait, timestamp: now() });
  }

  /** Where the chat stands was told by a `session` frame. */
  note({ position, state, agentName, epoch, isStaffed }: Omit<Shown, "estimatedWait">): void {
    this.#isStaffed = isStaffed;
    this.#epoch = epoch;
    this.#position = position;
    this.#state = state;
    this.#agentName = agentName;
    this.#hasLeftQueue = state === "agent" || state === "closed";
  }

  /** Tells where the chat stands, as far as the socket was told something else: events may have been missed. */
  tellState(snapshot: Shown): void {
    if (snapshot.epoch < this.#epoch) return;
    this.#epoch = snapshot.epoch;
    const told = this.#state;
    const hasMoved = told !== null && (told !== snapshot.state || this.#agentName !== snapshot.agentName);
    if (hasMoved) this.#tellMove(snapshot);
    this.#state = snapshot.state;
    this.#agentName = snapshot.agentName;
    this.#hasLeftQueue = snapshot.state !== "queued";
    this.tellPlace(snapshot);
    if (snapshot.state === "queued") this.#tellStaffing(snapshot.isStaffed);
  }

  #tellStaffing(isStaffed: boolean): void {
    if (!this.listener.hasJoined || isStaffed === this.#isStaffed) return;
    this.#isStaffed = isStaffed;
    this.listener.send({ type: "staffing", isStaffed, timestamp: now() });
  }

  #tellMove({ state, agentName }: Pick<SessionSnapshot, "state" | "agentName">) {
    if (state === "agent") this.#move("agent", agentJoined(agentName ?? "Agent"), agentName);
    else if (state === "closed") this.#move("closed", closed());
    else if (state === "assistant") this.#move("assistant", this.#state === "agent" ? returned() : reopened());
    else if (this.#state === "agent") this.#move("queued", requeued());
  }

  #move(state: SessionState, frame: VisitorFrame, agentName: string | null = null): void {
    this.#position = 0;
    this.#state = state;
    this.#agentName = agentName;
    this.#hasLeftQueue = state !== "queued";
    this.listener.send(frame);
  }
}
