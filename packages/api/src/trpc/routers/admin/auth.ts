import { z } from "zod";
import { Admin, AdminLogin, LoginInput, RegisterInput } from "../../../contract";
import { logInAdmin, logOutEverywhere, registerAdmin, showAdmin } from "../../../core";
import { router } from "../../init";
import { adminProcedure, publicProcedure } from "../../procedures";

export const authRouter = router({
  register: publicProcedure
    .input(RegisterInput)
    .output(AdminLogin)
    .mutation(({ ctx, input }) => registerAdmin(ctx.verb, input)),
  login: publicProcedure
    .input(LoginInput)
    .output(AdminLogin)
    .mutation(({ ctx, input }) => logInAdmin(ctx.verb, input)),
  me: adminProcedure.output(Admin).query(({ ctx }) => showAdmin(ctx.verb, {})),
  logOutEverywhere: adminProcedure.output(z.void()).mutation(({ ctx }) => logOutEverywhere(ctx.verb, {})),
});
