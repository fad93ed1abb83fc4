import { insertWidget } from "@chat/db";
import { CreateWidgetInput } from "../../contract";
import { randomId } from "../crypto";
import { adminVerb } from "../verb";
import { ownWidget } from "./own-widget";
import { toWidget } from "./view";

export const createWidget = adminVerb(CreateWidgetInput, async (ctx, input) => {
  const siteKey = `widget-${randomId()}`;
  await insertWidget(ctx.db, { ...input, siteKey, userId: ctx.actor.accountId });
  return toWidget(await ownWidget(ctx, ctx.actor.accountId, siteKey));
});
