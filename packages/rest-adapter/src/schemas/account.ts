import { Admin, Agent, AgentProfile, CreateAgentInput, UpdateAgentInput } from "@chat/api/contract";
import { z } from "zod";
import { AGENT_KEYS, AGENT_PATCH_KEYS, AGENT_PROFILE_KEYS, NEW_AGENT_KEYS } from "./keys";
import { renameShape } from "./rename";

export const RestUser = Admin.meta({ id: "User" });
export const RestAgentProfile = renameShape(AgentProfile.shape, AGENT_PROFILE_KEYS).meta({ id: "AgentProfile" });
export const RestAgent = renameShape(Agent.shape, AGENT_KEYS).meta({ id: "Agent" });

export const UserAndToken = z.object({ user: RestUser, token: z.string() });
export const AgentAndToken = z.object({ agent: RestAgentProfile, token: z.string() });

export const NewAgent = renameShape(CreateAgentInput.shape, NEW_AGENT_KEYS).meta({ id: "NewAgent" });
export const AgentPatch = renameShape(UpdateAgentInput.shape, AGENT_PATCH_KEYS).meta({ id: "AgentPatch" });
