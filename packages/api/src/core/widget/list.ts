import { PageInput, type WidgetPage } from "../../contract";
import { derived } from "../derived";
import { adminVerb } from "../verb";
import type { WidgetRows } from "./pages";
import { toWidget } from "./view";

const toPage = derived(({ rows, total, page, limit }: WidgetRows): WidgetPage => {
  return { widgets: rows.map(toWidget), pagination: { page, limit, total } };
});

/** The account's widgets, newest first. */
export const listWidgets = adminVerb(PageInput, async (ctx, { page, limit }) =>
  toPage(await ctx.reads.widgetPage({ accountId: ctx.actor.accountId, page, limit })),
);
