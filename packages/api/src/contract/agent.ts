import { z } from "zod";
import { fullName } from "./account";
import { email, flag, Instant, password, rowId, username } from "./fields";

export const AgentId = rowId("Agent id");

export const CreateAgentInput = z.object({ username, email, password, fullName });

export const UpdateAgentInput = z
  .object({ agentId: AgentId, fullName: fullName.optional(), password: password.optional(), isActive: flag("Active").optional() })
  .refine((input) => input.fullName !== undefined || input.password !== undefined || input.isActive !== undefined, "Nothing to update");

export const AgentRef = z.object({ agentId: AgentId });

/** Who an agent is, as that agent sees itself after logging in. */
export const AgentProfile = z.object({ id: z.number(), username: z.string(), email: z.string(), fullName: z.string() });
export type AgentProfile = z.infer<typeof AgentProfile>;

export const AgentLogin = z.object({ agent: AgentProfile, token: z.string() });
export type AgentLogin = z.infer<typeof AgentLogin>;

/** An agent as its admin sees it. `activeChats` counts chats assigned right now. */
export const Agent = AgentProfile.extend({
  isOnline: z.boolean(),
  isActive: z.boolean(),
  activeChats: z.number(),
  lastActive: Instant,
  createdAt: Instant,
});
export type Agent = z.infer<typeof Agent>;
