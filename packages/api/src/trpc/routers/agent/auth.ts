import { AgentLogin, AgentProfile, LoginInput } from "../../../contract";
import { logInAgent, showAgent } from "../../../core";
import { router } from "../../init";
import { agentProcedure, publicProcedure } from "../../procedures";

export const authRouter = router({
  login: publicProcedure
    .input(LoginInput)
    .output(AgentLogin)
    .mutation(({ ctx, input }) => logInAgent(ctx.verb, input)),
  me: agentProcedure.output(AgentProfile).query(({ ctx }) => showAgent(ctx.verb, {})),
});
