import { WidgetRef } from "../../contract";
import { adminVerb } from "../verb";
import { ownWidget } from "./own-widget";
import { toWidget } from "./view";

/** @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN */
export const showWidget = adminVerb(WidgetRef, async (ctx, { siteKey }) => toWidget(await ownWidget(ctx, ctx.actor.accountId, siteKey)));
