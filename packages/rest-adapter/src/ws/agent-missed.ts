import { listChats, readAfter, showOwner } from "@chat/api/core";
import type { AgentSocket } from "./agent";
import { newestId } from "./event-gate";
import { now } from "./shapes";

/** Reads what this console may have missed, and tells it: chats that the agent has by now, or has no more, and what was said in its own. */
export async function readMissedOf(agent: AgentSocket): Promise<void> {
  if (!agent.isOpen()) return;
  const held = new Set((await listChats(agent.ctx, {})).map(({ sessionId }) => sessionId));
  const known = new Set(agent.events.sessionIds());
  for (const sessionId of known) {
    if (held.has(sessionId)) continue;
    const { state, agentId } = await showOwner(agent.ctx, { sessionId });
    agent.events.tellLeft(sessionId, state, agentId);
  }
  for (const sessionId of held) {
    if (!known.has(sessionId)) agent.send({ type: "chat_assigned", sessionId, agentId: agent.agentId, timestamp: now() });
    await readMissedOfChat(agent, sessionId);
  }
}

/** Tells what was stored in one chat since the last message that this console was told, if the agent still has it. */
export async function readMissedOfChat(agent: AgentSocket, sessionId: string): Promise<void> {
  // A message of a chat that it has given back by now may be told late.
  if ((await showOwner(agent.ctx, { sessionId })).agentId !== agent.agentId) return agent.events.forget(sessionId);
  await agent.events.whileReading(sessionId, async () => {
    const after = agent.events.gateOf(sessionId).seenUpTo ?? agent.cameAfter;
    const messages = await readAfter(agent.ctx, sessionId, after);
    for (const message of messages) agent.events.tellMissed(sessionId, message);
    return Math.max(after, newestId(messages));
  });
}
