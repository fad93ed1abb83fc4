import { deleteAgent as deleteAgentRow, listHeldSessionIds } from "@chat/db";
import { AgentRef } from "../../contract";
import { agentTopic } from "../bus";
import { NotFound } from "../errors";
import { requeueFromAgent } from "../session/requeue";
import { announceStaffing } from "../staffing/announce";
import { adminVerb } from "../verb";

/**
 * Takes an agent out of the account for good. It is logged out on every device at once, its chats go back to the
 * queue, what it said keeps its name, and its e-mail and username are free again.
 * @throws NotFound AGENT_UNKNOWN, for another account's and a deleted one too
 */
export const deleteAgent = adminVerb(AgentRef, async (ctx, { agentId }): Promise<void> => {
  const key = { accountId: ctx.actor.accountId, agentId };
  if (!(await deleteAgentRow(ctx.db, key, ctx.now()))) throw new NotFound("AGENT_UNKNOWN", "Agent not found");
  ctx.bus.publish(agentTopic(agentId), { type: "access.revoked", role: "agent", id: agentId });
  announceStaffing(ctx, ctx.actor.accountId);
  for (const sessionId of await listHeldSessionIds(ctx.db, agentId)) await requeueFromAgent(ctx, sessionId, agentId);
});
