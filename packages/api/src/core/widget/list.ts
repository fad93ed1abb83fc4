import { countWidgets, listWidgets as listWidgetRows } from "@chat/db";
import { PageInput, type WidgetPage } from "../../contract";
import { adminVerb } from "../verb";
import { toWidget } from "./view";

/** The account's widgets, newest first. */
export const listWidgets = adminVerb(PageInput, async (ctx, { page, limit }): Promise<WidgetPage> => {
  const { accountId } = ctx.actor;
  const [rows, { total }] = await Promise.all([
    listWidgetRows(ctx.db, accountId, { limit, offset: (page - 1) * limit }),
    countWidgets(ctx.db, accountId),
  ]);
  return { widgets: rows.map(toWidget), pagination: { page, limit, total } };
});
