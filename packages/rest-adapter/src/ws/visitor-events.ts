import type { ChatEvent, QueuePlace, SessionSnapshot } from "@chat/api/contract";
import type { VisitorFrame } from "./server-frames";
import { now, visitorMessage } from "./shapes";

interface Listener {
  connectionId: string;
  hasJoined(): boolean;
  send(frame: VisitorFrame): void;
}

/** Tells one visitor's socket what happens in its session, in the documented frames. */
export function createVisitorEvents({ connectionId, hasJoined, send }: Listener) {
  let toldPosition = 0;
  let hasLeftQueue = false;

  /** The same place twice in a row is told once. */
  const tellPlace = ({ position, estimatedWait }: QueuePlace) => {
    if (position === toldPosition) return;
    toldPosition = position;
    if (position > 0) send({ type: "queue_update", position, estimatedWait, timestamp: now() });
  };
  const leaveQueue = () => {
    toldPosition = 0;
  };
  const tellMove = (frame: VisitorFrame) => {
    leaveQueue();
    hasLeftQueue = frame.type !== "chat_requeued";
    send(frame);
  };

  const tell = (event: ChatEvent) => {
    switch (event.type) {
      case "message.stored": {
        const isOwnLine = event.message.sender === "visitor";
        // A client that knows only the document shows its own lines itself.
        if (isOwnLine && (!hasJoined() || event.connectionId === connectionId)) return;
        return send(visitorMessage(event.message, hasJoined()));
      }
      case "typing.changed":
        if (event.from !== "visitor") send({ type: "typing", isTyping: event.isTyping });
        return;
      case "session.escalated":
        hasLeftQueue = false;
        return tellPlace(event);
      case "queue.moved":
        // Read before an agent accepted or the chat ended, told after: no longer true.
        return hasLeftQueue ? undefined : tellPlace(event);
      case "session.accepted":
        return tellMove({
          type: "agent_joined",
          message: "A support agent has joined the chat!",
          agentName: event.agentName,
          timestamp: now(),
        });
      case "session.returned":
        return tellMove({ type: "chat_returned_to_ai", message: "You are chatting with our AI assistant again.", timestamp: now() });
      case "session.requeued":
        return tellMove({
          type: "chat_requeued",
          message: "Your agent was disconnected. You are back in the queue.",
          timestamp: now(),
        });
      case "session.closed":
        return tellMove({ type: "chat_closed", message: "This chat has ended.", timestamp: now() });
      case "session.reopened":
        return tellMove({ type: "chat_reopened", timestamp: now() });
    }
  };

  return {
    tell,
    tellPlace,
    /** The place was told by a `session` frame. */
    notePlace: ({ position, state }: Pick<SessionSnapshot, "position" | "state">) => {
      toldPosition = position;
      hasLeftQueue = state === "agent" || state === "closed";
    },
  };
}
