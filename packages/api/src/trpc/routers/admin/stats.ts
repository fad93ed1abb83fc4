import { Overview } from "../../../contract";
import { showOverview } from "../../../core";
import { router } from "../../init";
import { adminProcedure } from "../../procedures";

export const statsRouter = router({
  overview: adminProcedure.output(Overview).query(({ ctx }) => showOverview(ctx.verb, {})),
});
