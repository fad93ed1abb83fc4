import type { Clock } from "./connection";
import type { ServerFrame, SessionState, StoredMessage } from "./frames";
import { rowId } from "./frames";
import type { Outbox } from "./outbox";
import type { ChatState } from "./state";
import type { Line, LineEvent, Transcript } from "./transcript";

/** A writer who went away without a word stops typing after this long. */
const TYPING_MS = { agent: 8_000, assistant: 45_000 };

interface ReceiverOptions {
  state: ChatState;
  transcript: Transcript;
  outbox: Outbox;
  clock: Clock;
  changed(): void;
  onReceived?(line: Line): void;
  onSent?(line: Line): void;
}

/** Carries out what the server says on the state that is shown. */
export function createReceiver({ state, transcript, outbox, clock, changed, onReceived, onSent }: ReceiverOptions) {
  let cancelTyping = () => {};

  const typing = (isTyping: boolean) => {
    cancelTyping();
    state.isTyping = isTyping;
    if (isTyping)
      cancelTyping = clock.after(state.mode === "agent" ? TYPING_MS.agent : TYPING_MS.assistant, () => {
        state.isTyping = false;
        changed();
      });
  };

  /** The chat passes into other hands. */
  const move = (mode: SessionState, agentName: string | null = null, position = 0, estimatedWait = 0) => {
    typing(false);
    Object.assign(state, { mode, agentName, position, estimatedWait });
    if (mode !== "assistant") state.wantsPerson = false;
  };
  const event = (name: LineEvent) => transcript.addEvent(name, state.agentName);

  const message = (frame: StoredMessage) => {
    const isVisitor = frame.sender === "customer";
    const { agentName = null, isAI, offersPerson, source, file } = frame.metadata ?? {};
    const line: Line = {
      key: (isVisitor && frame.clientMessageId) || frame.id,
      id: rowId(frame.id),
      from: isVisitor ? "visitor" : isAI ? "assistant" : "agent",
      name: isVisitor ? null : agentName,
      text: `${frame.message}`,
      at: frame.timestamp,
      state: "sent",
      offersPerson,
      source,
      file: file?.url ? file : undefined,
    };
    if (!line.id) return;
    if (isVisitor) outbox.settle(line.key);
    else typing(false);
    if (transcript.add(line) && !isVisitor && !state.isReplaying) onReceived?.(line);
  };

  const acknowledge = ({ clientMessageId, id, timestamp }: ServerFrame & { type: "ack" }) => {
    outbox.settle(clientMessageId);
    transcript.change(clientMessageId, { id: rowId(id), at: timestamp, state: "sent" });
    const line = transcript.find(clientMessageId);
    if (line) onSent?.(line);
  };

  const receive = (frame: ServerFrame) => {
    switch (frame.type) {
      case "session":
        move(frame.state, frame.agentName, frame.position, frame.estimatedWait);
        state.isStaffed = frame.isStaffed ?? true;
        state.sendsMail = !!frame.sendsMail;
        // Of a chat that is resumed from the last line seen it says what there is before those that follow.
        if (state.isReplaying) state.hasEarlier = frame.hasEarlier;
        break;
      case "history":
        state.isReplaying = true;
        frame.messages.forEach(message);
        state.isReplaying = false;
        state.hasEarlier = frame.hasEarlier;
        break;
      case "staffing":
        state.isStaffed = frame.isStaffed;
        break;
      case "pong":
        state.isReplaying = false;
        break;
      case "message":
        message(frame);
        break;
      case "ack":
        acknowledge(frame);
        break;
      case "typing":
        typing(frame.isTyping);
        break;
      case "queue_update":
        if (frame.position > 0) move("queued", null, frame.position, frame.estimatedWait);
        else state.position = 0;
        break;
      case "agent_joined":
        move("agent", frame.agentName);
        event("joined");
        break;
      case "chat_returned_to_ai":
        event("returned");
        move("assistant");
        break;
      case "chat_reopened":
        move("assistant");
        break;
      case "chat_requeued":
        event("requeued");
        move("queued");
        break;
      case "chat_closed":
        event("closed");
        move("closed");
    }
    changed();
  };

  return { receive, stop: () => cancelTyping() };
}
