import { listHeldSessionIds, updateAgent as updateAgentRow } from "@chat/db";
import { type Agent, UpdateAgentInput } from "../../contract";
import { agentTopic } from "../bus";
import { hashPassword } from "../password/hash";
import { requeueFromAgent } from "../session/requeue";
import { announceStaffing } from "../staffing/announce";
import { adminVerb } from "../verb";
import { ownAgent } from "./list";

/**
 * Changes what is given. A new password or a disabled agent ends the agent's sessions on every device at once;
 * a disabled agent's chats go back to the queue.
 * @throws NotFound AGENT_UNKNOWN
 */
export const updateAgent = adminVerb(UpdateAgentInput, async (ctx, { agentId, fullName, password, isActive }): Promise<Agent> => {
  await ownAgent(ctx, agentId);
  const key = { accountId: ctx.actor.accountId, agentId };
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const revoke = password !== undefined || isActive === false;
  await updateAgentRow(ctx.db, key, { fullName, isActive, passwordHash }, revoke);
  if (revoke) ctx.bus.publish(agentTopic(agentId), { type: "access.revoked", role: "agent", id: agentId });
  if (isActive !== undefined) announceStaffing(ctx, ctx.actor.accountId);
  if (isActive === false) {
    for (const sessionId of await listHeldSessionIds(ctx.db, agentId)) await requeueFromAgent(ctx, sessionId, agentId);
  }
  return ownAgent(ctx, agentId);
});
