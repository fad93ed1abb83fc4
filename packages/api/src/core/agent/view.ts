import type { AgentFacts } from "@chat/db";
import type { Agent } from "../../contract";

export const toAgent = (agent: AgentFacts & { activeChats: number }): Agent => ({
  id: agent.id,
  username: agent.username,
  email: agent.email,
  fullName: agent.fullName,
  isOnline: agent.isOnline,
  isActive: agent.isActive,
  activeChats: agent.activeChats,
  lastActive: agent.lastActive.toISOString(),
  createdAt: agent.createdAt.toISOString(),
});
