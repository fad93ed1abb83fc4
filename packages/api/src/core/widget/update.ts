import { updateWidget as updateWidgetRow } from "@chat/db";
import { UpdateWidgetInput } from "../../contract";
import { adminVerb } from "../verb";
import { ownWidget } from "./own-widget";
import { toWidget } from "./view";

/** Changes what is given and leaves the rest. @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN */
export const updateWidget = adminVerb(UpdateWidgetInput, async (ctx, { siteKey, ...change }) => {
  const key = { accountId: ctx.actor.accountId, siteKey };
  await ownWidget(ctx, key.accountId, siteKey);
  await updateWidgetRow(ctx.db, key, change);
  return toWidget(await ownWidget(ctx, key.accountId, siteKey));
});
