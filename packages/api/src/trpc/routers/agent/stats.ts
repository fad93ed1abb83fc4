import { AgentStats } from "../../../contract";
import { showAgentStats } from "../../../core";
import { router } from "../../init";
import { agentProcedure } from "../../procedures";

export const statsRouter = router({
  mine: agentProcedure.output(AgentStats).query(({ ctx }) => showAgentStats(ctx.verb, {})),
});
