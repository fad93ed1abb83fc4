import type { ChatEvent } from "@chat/api/contract";
import {
  type AgentActor,
  acceptChat,
  accountTopic,
  agentTopic,
  authenticate,
  type Core,
  type Ctx,
  closeChat,
  createContext,
  Forbidden,
  goOnline,
  listQueue,
  randomId,
  returnToAi,
  sendAgentMessage,
  setAgentTyping,
  showAccountQueueStats,
  showTranscript,
} from "@chat/api/core";
import { toRestMessage, toRestQueueStats, toRestWaitingSession } from "../envelope";
import { createAgentEvents } from "./agent-events";
import { type Conversation, createConnection, type Peer } from "./connection";
import { dispatch, type FrameHandlers } from "./dispatch";
import { FrameError, messageOf } from "./errors";
import { newestId } from "./event-gate";
import { AGENT_FRAMES, namedAgentId } from "./frames";
import { createQueueFeed } from "./queue-feed";
import type { AgentFrame } from "./server-frames";
import { ack, now, pong } from "./shapes";
import { CLOSE, type SocketHandlers } from "./socket";

/** An agent's socket: `/ws/agent/{agentId}?token=`. */
export const createAgentSocket = (core: Core, agentId: number, token: string): SocketHandlers =>
  createConnection(core.deps.log, (peer) => converse(core, peer, agentId, token));

function converse(core: Core, peer: Peer<AgentFrame>, agentId: number, token: string): Conversation {
  const connectionId = randomId();
  const { deps } = core;
  let ctx: Ctx<AgentActor>;
  let isProven = false;
  let isClosed = false;
  const leave: (() => void)[] = [];

  const queue = createQueueFeed(async () => {
    if (!peer.isOpen()) return;
    const sessions = await listQueue(ctx, {});
    peer.send({
      type: "waiting_sessions",
      sessions: sessions.map((session) => toRestWaitingSession(session, deps.now())),
      timestamp: now(),
    });
  });
  const queueInNumbers = createQueueFeed(async () => {
    if (!peer.isOpen()) return;
    peer.send({ type: "queue_update", stats: toRestQueueStats(await showAccountQueueStats(ctx, {})), timestamp: now() });
  });
  const events = createAgentEvents({
    connectionId,
    send: peer.send,
    onQueueChange: () => deps.background.run(Promise.all([queue.refresh(), queueInNumbers.refresh()])),
    onRevoked: () => peer.close(CLOSE.refused, "Access was revoked"),
  });

  const handlers: FrameHandlers<typeof AGENT_FRAMES> = {
    async accept_chat({ sessionId }) {
      try {
        await events.whileReading(sessionId, () => accept(sessionId));
      } catch (error) {
        // For older consoles, beside the error frame.
        peer.send({ type: "accept_chat_failed", sessionId, error: messageOf(error), timestamp: now() });
        throw error;
      }
    },
    async send_message({ sessionId, text, clientMessageId }) {
      const { message } = await sendAgentMessage(ctx, { sessionId, text, clientMessageId });
      if (clientMessageId !== undefined) peer.send(ack(message, clientMessageId));
    },
    async return_to_ai({ sessionId }) {
      await returnToAi(ctx, { sessionId });
      peer.send({ type: "return_to_ai_success", sessionId, timestamp: now() });
    },
    close_chat: ({ sessionId }) => closeChat(ctx, { sessionId }),
    typing: ({ sessionId, isTyping }) => setAgentTyping(ctx, { sessionId, isTyping }),
    typing_start: ({ sessionId }) => setAgentTyping(ctx, { sessionId, isTyping: true }),
    typing_stop: ({ sessionId }) => setAgentTyping(ctx, { sessionId, isTyping: false }),
    agent_identify() {
      peer.send({ type: "agent_connected", agentId, timestamp: now() });
      return queueInNumbers.refresh();
    },
    get_waiting_sessions: () => queue.refresh(),
    ping: () => peer.send(pong()),
  };

  return {
    echoed: ["sessionId", "clientMessageId"],
    async open() {
      // Before the token is read, so that a revocation in that instant is heard.
      leave.push(deps.bus.subscribe(agentTopic(agentId), hear));
      const actor = await authenticate(deps, token);
      if (actor.kind !== "agent") throw new Forbidden("ROLE_WRONG", "This needs an agent's token");
      if (actor.id !== agentId) throw new Forbidden("ROLE_WRONG", "Agent id is not the token's");
      if (isClosed) return;
      ctx = createContext(deps, actor, connectionId);
      isProven = true;
      leave.push(deps.bus.subscribe(accountTopic(actor.accountId), hear));
      peer.send({ type: "connection_status", status: "connected", agentId, timestamp: now() });
      leave.push(await goOnline(ctx, core.leases));
      if (isClosed) leaveAll();
    },
    async receive(frame) {
      if ((namedAgentId(frame) ?? agentId) !== agentId) {
        throw new FrameError("AGENT_FOREIGN", "Agent id is not the token's");
      }
      await dispatch(AGENT_FRAMES, handlers, frame);
    },
    closed: leaveAll,
  };

  async function accept(sessionId: string): Promise<number> {
    const { chat, hasEarlier, ...accepted } = await acceptChat(ctx, { sessionId });
    const messages = hasEarlier ? (await showTranscript(ctx, { sessionId })).messages : accepted.messages;
    const { visitorName, businessName } = chat;
    const history = { messages: messages.map(toRestMessage), fullHistory: true } as const;
    peer.send({ type: "chat_accepted", sessionId, visitorName, businessName, ...history, timestamp: now() });
    return newestId(messages);
  }

  function hear(event: ChatEvent) {
    if (isProven || event.type === "access.revoked") events.take(event);
  }

  function leaveAll() {
    isClosed = true;
    for (const end of leave.splice(0)) end();
  }
}
