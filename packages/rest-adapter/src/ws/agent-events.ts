import type { ChatEvent } from "@chat/api/contract";
import { createEventGate, type EventGate } from "./event-gate";
import type { AgentFrame } from "./server-frames";
import { agentMessage, now } from "./shapes";

interface Listener {
  connectionId: string;
  send(frame: AgentFrame): void;
  onQueueChange(): void;
  onRevoked(): void;
}

/** Tells one agent's socket what happens in its chats and in the account's queue. */
export function createAgentEvents({ connectionId, send, onQueueChange, onRevoked }: Listener) {
  const gates = new Map<string, EventGate>();
  const tellMove = (type: "chat_returned_to_ai" | "chat_requeued" | "chat_closed", sessionId: string) => {
    gates.delete(sessionId);
    send({ type, sessionId, timestamp: now() });
  };

  const tell = (event: ChatEvent) => {
    switch (event.type) {
      case "message.stored":
        if (event.connectionId !== connectionId) send(agentMessage(event.sessionId, event.message));
        return;
      case "typing.changed":
        if (event.from === "visitor") send({ type: "typing", sessionId: event.sessionId, isTyping: event.isTyping });
        return;
      case "session.accepted":
        return send({ type: "chat_assigned", sessionId: event.sessionId, agentId: event.agentId, timestamp: now() });
      case "agent.presence_changed": {
        const status = event.isOnline ? "online" : "offline";
        return send({ type: "agent_status_update", agentId: event.agentId, status, timestamp: now() });
      }
      case "session.returned":
        return tellMove("chat_returned_to_ai", event.sessionId);
      case "session.requeued":
        return tellMove("chat_requeued", event.sessionId);
      case "session.closed":
        return tellMove("chat_closed", event.sessionId);
      case "queue.changed":
        return onQueueChange();
      case "access.revoked":
        return onRevoked();
    }
  };

  return {
    take(event: ChatEvent) {
      const gate = "sessionId" in event ? gates.get(event.sessionId) : undefined;
      if (gate) gate.take(event);
      else tell(event);
    },
    /** Reads a chat and tells it, and only then what was said since. @param read returns the highest message id it told */
    async whileReading(sessionId: string, read: () => Promise<number>): Promise<void> {
      const gate = gates.get(sessionId) ?? createEventGate(tell);
      gates.set(sessionId, gate);
      gate.hold();
      try {
        gate.release(await read());
      } catch (error) {
        gate.release();
        gates.delete(sessionId);
        throw error;
      }
    },
  };
}
