import { listChats, newestMessageIds, readAfter, showOwner } from "@chat/api/core";
import type { AgentSocket } from "./agent";
import { newestId } from "./event-gate";

/** Notes the chats that the agent has when its console comes, and how far each goes: that much the console reads by itself. */
export async function readHeldBy(agent: AgentSocket): Promise<void> {
  const { events } = agent;
  const held = (await listChats(agent.ctx, {})).map(({ sessionId }) => sessionId);
  for (const sessionId of held) {
    events.noteTold(sessionId);
    events.gateOf(sessionId).hold();
  }
  const newestOf = await newestMessageIds(agent.ctx, held);
  for (const sessionId of held) events.gateOf(sessionId).release(newestOf(sessionId));
}

/** Reads what this console may have missed, and tells it: chats that the agent has by now, or has no more, and what was said in its own. */
export async function readMissedOf(agent: AgentSocket): Promise<void> {
  if (!agent.isOpen()) return;
  const held = (await listChats(agent.ctx, {})).map(({ sessionId }) => sessionId);
  for (const sessionId of new Set([...agent.events.told(), ...held])) await readMissedOfChat(agent, sessionId);
}

/** Tells whether the agent has the chat, where the console does not know, and what was stored in it since the last message that it was told. */
export async function readMissedOfChat(agent: AgentSocket, sessionId: string): Promise<void> {
  const { events } = agent;
  // What happens meanwhile is told after what is read.
  const gate = events.gateOf(sessionId);
  gate.hold();
  const owner = await showOwner(agent.ctx, { sessionId });
  if (owner.agentId !== agent.agentId) return events.tellHasNot(sessionId, owner);
  events.tellHas(sessionId, owner);
  await events.whileReading(sessionId, async () => {
    const after = gate.seenUpTo ?? agent.cameAfter;
    const messages = await readAfter(agent.ctx, sessionId, after);
    for (const message of messages) events.tellMissed(sessionId, message);
    return Math.max(after, newestId(messages));
  });
}
