import { listAgents as listAgentRows } from "@chat/db";
import { z } from "zod";
import type { Agent } from "../../contract";
import type { AdminActor, Ctx } from "../context";
import { NotFound } from "../errors";
import { adminVerb } from "../verb";
import { toAgent } from "./view";

/** The account's agents, oldest first, each with the chats it has right now. */
export const listAgents = adminVerb(
  z.unknown(),
  async (ctx): Promise<Agent[]> => (await listAgentRows(ctx.db, ctx.actor.accountId)).map(toAgent),
);

/** @throws NotFound AGENT_UNKNOWN, for another account's too */
export async function ownAgent(ctx: Ctx<AdminActor>, agentId: number): Promise<Agent> {
  const agent = (await listAgentRows(ctx.db, ctx.actor.accountId)).find(({ id }) => id === agentId);
  if (!agent) throw new NotFound("AGENT_UNKNOWN", "Agent not found");
  return toAgent(agent);
}
