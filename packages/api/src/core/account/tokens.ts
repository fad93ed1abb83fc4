import type { AgentFacts, UserFacts } from "@chat/db";
import type { AdminLogin, AgentLogin, AgentProfile } from "../../contract";
import { signToken } from "../crypto";
import type { Deps } from "../deps";

export const toAdmin = (user: UserFacts) => ({ id: user.id, username: user.username, email: user.email });

export const toAgentProfile = (agent: AgentFacts): AgentProfile => ({
  id: agent.id,
  username: agent.username,
  email: agent.email,
  fullName: agent.fullName,
});

export async function issueAdminLogin(deps: Deps, user: UserFacts): Promise<AdminLogin> {
  const token = await signToken({ id: user.id, role: "admin", version: user.tokenVersion }, deps.tokenSecret, deps.tokenDays);
  return { admin: toAdmin(user), token };
}

export async function issueAgentLogin(deps: Deps, agent: AgentFacts): Promise<AgentLogin> {
  const token = await signToken({ id: agent.id, role: "agent", version: agent.tokenVersion }, deps.tokenSecret, deps.tokenDays);
  return { agent: toAgentProfile(agent), token };
}
