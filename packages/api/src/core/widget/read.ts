import { countWidgets, listWidgets as listWidgetRows } from "@chat/db";
import { PageInput, type WidgetConfig, type WidgetPage, WidgetRef } from "../../contract";
import { adminVerb, publicVerb } from "../verb";
import { activeWidget, ownWidget } from "./own-widget";
import { toWidget, toWidgetConfig } from "./view";

/** @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN */
export const showWidget = adminVerb(WidgetRef, async (ctx, { siteKey }) => toWidget(await ownWidget(ctx, ctx.actor.accountId, siteKey)));

/** The account's widgets, newest first. */
export const listWidgets = adminVerb(PageInput, async (ctx, { page, limit }): Promise<WidgetPage> => {
  const { accountId } = ctx.actor;
  const [rows, { total }] = await Promise.all([
    listWidgetRows(ctx.db, accountId, { limit, offset: (page - 1) * limit }),
    countWidgets(ctx.db, accountId),
  ]);
  return { widgets: rows.map(toWidget), pagination: { page, limit, total } };
});

/** What the widget on a customer's website draws itself from. @throws NotFound WIDGET_UNKNOWN, for a paused one too */
export const showWidgetConfig = publicVerb(
  WidgetRef,
  async (ctx, { siteKey }): Promise<WidgetConfig> => toWidgetConfig(await activeWidget(ctx, siteKey)),
);
