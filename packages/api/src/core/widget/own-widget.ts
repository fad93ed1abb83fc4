import type { WidgetFacts } from "@chat/db";
import type { Ctx } from "../context";
import type { Deps } from "../deps";
import { Forbidden, NotFound } from "../errors";
import { requireWebsite } from "./websites";

export const unknownWidget = (siteKey: string) => new NotFound("WIDGET_UNKNOWN", `Widget not found for site key: ${siteKey}`);

/**
 * A widget of the account that asks.
 * @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN
 */
export async function ownWidget(deps: Deps, accountId: number, siteKey: string): Promise<WidgetFacts> {
  const widget = await deps.reads.widget(siteKey);
  if (!widget) throw unknownWidget(siteKey);
  if (widget.accountId !== accountId) throw new Forbidden("WIDGET_FOREIGN", "This widget belongs to another account");
  return widget;
}

/**
 * A widget that visitors may use, from where they are.
 * @throws NotFound WIDGET_UNKNOWN, for a paused one too · Forbidden WEBSITE_NOT_ALLOWED
 */
export async function activeWidget(ctx: Ctx, siteKey: string): Promise<WidgetFacts> {
  const widget = await ctx.reads.widget(siteKey);
  if (!widget?.isActive) throw unknownWidget(siteKey);
  requireWebsite(ctx.caller, widget);
  return widget;
}
