import type { ChatMessage } from "@chat/api/contract";
import { listChats, readAfter, showOwner } from "@chat/api/core";
import type { AgentSocket } from "./agent";
import { newestId } from "./event-gate";

/** Reads what this console may have missed, and tells it: messages of the agent's chats, and the chats that it has no more. */
export async function readMissedOf(agent: AgentSocket): Promise<void> {
  if (!agent.isOpen()) return;
  const held = new Set((await listChats(agent.ctx, {})).map(({ sessionId }) => sessionId));
  for (const sessionId of agent.events.sessionIds()) {
    if (held.has(sessionId)) continue;
    const { state, agentId } = await showOwner(agent.ctx, { sessionId });
    agent.events.tellLeft(sessionId, state, agentId);
  }
  for (const sessionId of held) await readMissedOfChat(agent, sessionId);
}

/** Tells what was stored in one chat since the last message that this console was told. */
export async function readMissedOfChat(agent: AgentSocket, sessionId: string): Promise<void> {
  await agent.events.whileReading(sessionId, async () => {
    const { seenUpTo } = agent.events.gateOf(sessionId);
    const messages = await readAfter(agent.ctx, sessionId, seenUpTo ?? 0);
    for (const message of messages) if (seenUpTo !== null || isSince(message, agent.openedAt)) agent.events.tellMissed(sessionId, message);
    return Math.max(seenUpTo ?? 0, newestId(messages));
  });
}

/** A console that was told nothing of a chat yet is told what was said since it came. */
const isSince = ({ sentAt }: ChatMessage, at: number) => Date.parse(sentAt) >= at;
