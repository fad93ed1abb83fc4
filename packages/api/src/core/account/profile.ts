import { z } from "zod";
import type { Admin, AgentProfile } from "../../contract";
import { Unauthenticated } from "../errors";
import { adminVerb, agentVerb } from "../verb";
import { toAdmin, toAgentProfile } from "./tokens";

const Nothing = z.unknown();
const gone = () => new Unauthenticated("TOKEN_INVALID", "Invalid or expired token");

export const showAdmin = adminVerb(Nothing, async (ctx): Promise<Admin> => {
  const user = await ctx.reads.user(ctx.actor.id);
  if (!user) throw gone();
  return toAdmin(user);
});

export const showAgent = agentVerb(Nothing, async (ctx): Promise<AgentProfile> => {
  const agent = await ctx.reads.agent(ctx.actor.id);
  if (!agent) throw gone();
  return toAgentProfile(agent);
});
