import { router } from "../../init";
import { agentsRouter } from "./agents";
import { authRouter } from "./auth";
import { knowledgeRouter } from "./knowledge";
import { statsRouter } from "./stats";
import { widgetsRouter } from "./widgets";

export const adminRouter = router({
  auth: authRouter,
  widgets: widgetsRouter,
  agents: agentsRouter,
  knowledge: knowledgeRouter,
  stats: statsRouter,
});
