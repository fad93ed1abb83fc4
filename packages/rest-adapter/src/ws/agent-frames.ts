import { acceptChat, closeChat, returnToAi, sendAgentMessage, setAgentTyping, showTranscript } from "@chat/api/core";
import { toRestMessage } from "../envelope";
import type { AgentSocket } from "./agent";
import type { FrameHandlers } from "./dispatch";
import { messageOf } from "./errors";
import { newestId } from "./event-gate";
import type { AGENT_FRAMES } from "./frames";
import { ack, now, pong } from "./shapes";

/** @returns the highest message id that was told */
async function accept(agent: AgentSocket, sessionId: string): Promise<number> {
  const { chat, hasEarlier, ...accepted } = await acceptChat(agent.ctx, { sessionId });
  const messages = hasEarlier ? (await showTranscript(agent.ctx, { sessionId })).messages : accepted.messages;
  const { visitorName, businessName } = chat;
  const history = { messages: messages.map(toRestMessage), fullHistory: true } as const;
  agent.send({ type: "chat_accepted", sessionId, visitorName, businessName, ...history, timestamp: now() });
  agent.events.noteTold(sessionId);
  return newestId(messages);
}

/** What each frame of an agent does. */
export const AGENT_HANDLERS: FrameHandlers<typeof AGENT_FRAMES, AgentSocket> = {
  async accept_chat(agent, { sessionId }) {
    try {
      await agent.events.whileReading(sessionId, () => accept(agent, sessionId));
    } catch (error) {
      // For older consoles, beside the error frame.
      agent.send({ type: "accept_chat_failed", sessionId, error: messageOf(error), timestamp: now() });
      throw error;
    }
  },
  async send_message(agent, { sessionId, text, clientMessageId }) {
    const { message } = await sendAgentMessage(agent.ctx, { sessionId, text, clientMessageId });
    if (clientMessageId !== undefined) agent.send(ack(message, clientMessageId));
  },
  async return_to_ai(agent, { sessionId }) {
    await returnToAi(agent.ctx, { sessionId });
    agent.send({ type: "return_to_ai_success", sessionId, timestamp: now() });
  },
  close_chat: (agent, { sessionId }) => closeChat(agent.ctx, { sessionId }),
  typing: (agent, { sessionId, isTyping }) => setAgentTyping(agent.ctx, { sessionId, isTyping }),
  typing_start: (agent, { sessionId }) => setAgentTyping(agent.ctx, { sessionId, isTyping: true }),
  typing_stop: (agent, { sessionId }) => setAgentTyping(agent.ctx, { sessionId, isTyping: false }),
  agent_identify(agent) {
    agent.send({ type: "agent_connected", agentId: agent.agentId, timestamp: now() });
    return agent.queueInNumbers.refresh();
  },
  get_waiting_sessions: (agent) => agent.queue.refresh(),
  ping: (agent) => agent.send(pong()),
};
