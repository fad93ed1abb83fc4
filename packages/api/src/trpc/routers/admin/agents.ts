import { z } from "zod";
import { Agent, AgentRef, CreateAgentInput, UpdateAgentInput } from "../../../contract";
import { createAgent, deleteAgent, listAgents, updateAgent } from "../../../core";
import { router } from "../../init";
import { adminProcedure } from "../../procedures";

export const agentsRouter = router({
  list: adminProcedure.output(z.array(Agent)).query(({ ctx }) => listAgents(ctx.verb, {})),
  create: adminProcedure
    .input(CreateAgentInput)
    .output(Agent)
    .mutation(({ ctx, input }) => createAgent(ctx.verb, input)),
  update: adminProcedure
    .input(UpdateAgentInput)
    .output(Agent)
    .mutation(({ ctx, input }) => updateAgent(ctx.verb, input)),
  delete: adminProcedure
    .input(AgentRef)
    .output(z.void())
    .mutation(({ ctx, input }) => deleteAgent(ctx.verb, input)),
});
