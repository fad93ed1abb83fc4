import { findWidget, type WidgetFacts } from "@chat/db";
import type { Deps } from "../deps";
import { Forbidden, NotFound } from "../errors";

export const unknownWidget = (siteKey: string) => new NotFound("WIDGET_UNKNOWN", `Widget not found for site key: ${siteKey}`);

/**
 * A widget of the account that asks.
 * @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN
 */
export async function ownWidget(deps: Deps, accountId: number, siteKey: string): Promise<WidgetFacts> {
  const widget = await findWidget(deps.db, siteKey);
  if (!widget) throw unknownWidget(siteKey);
  if (widget.accountId !== accountId) throw new Forbidden("WIDGET_FOREIGN", "This widget belongs to another account");
  return widget;
}

/**
 * A widget that visitors may use.
 * @throws NotFound WIDGET_UNKNOWN, for a paused one too
 */
export async function activeWidget(deps: Deps, siteKey: string): Promise<WidgetFacts> {
  const widget = await findWidget(deps.db, siteKey);
  if (!widget?.isActive) throw unknownWidget(siteKey);
  return widget;
}
