import {
  CreateWidgetInput,
  DeletedWidget,
  IdentitySecret,
  PageInput,
  UpdateWidgetInput,
  Widget,
  WidgetPage,
  WidgetRef,
} from "../../../contract";
import { createWidget, deleteWidget, listWidgets, rotateIdentitySecret, showIdentitySecret, showWidget, updateWidget } from "../../../core";
import { router } from "../../init";
import { adminProcedure } from "../../procedures";

export const widgetsRouter = router({
  list: adminProcedure
    .input(PageInput)
    .output(WidgetPage)
    .query(({ ctx, input }) => listWidgets(ctx.verb, input)),
  get: adminProcedure
    .input(WidgetRef)
    .output(Widget)
    .query(({ ctx, input }) => showWidget(ctx.verb, input)),
  create: adminProcedure
    .input(CreateWidgetInput)
    .output(Widget)
    .mutation(({ ctx, input }) => createWidget(ctx.verb, input)),
  update: adminProcedure
    .input(UpdateWidgetInput)
    .output(Widget)
    .mutation(({ ctx, input }) => updateWidget(ctx.verb, input)),
  identitySecret: adminProcedure
    .input(WidgetRef)
    .output(IdentitySecret)
    .query(({ ctx, input }) => showIdentitySecret(ctx.verb, input)),
  rotateIdentitySecret: adminProcedure
    .input(WidgetRef)
    .output(IdentitySecret)
    .mutation(({ ctx, input }) => rotateIdentitySecret(ctx.verb, input)),
  delete: adminProcedure
    .input(WidgetRef)
    .output(DeletedWidget)
    .mutation(({ ctx, input }) => deleteWidget(ctx.verb, input)),
});
