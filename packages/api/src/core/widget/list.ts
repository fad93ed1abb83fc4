import { PageInput, type WidgetPage } from "../../contract";
import { adminVerb } from "../verb";
import { toWidget } from "./view";

/** The account's widgets, newest first. */
export const listWidgets = adminVerb(PageInput, async (ctx, { page, limit }): Promise<WidgetPage> => {
  const { rows, total } = await ctx.reads.widgetPage({ accountId: ctx.actor.accountId, page, limit });
  return { widgets: rows.map(toWidget), pagination: { page, limit, total } };
});
