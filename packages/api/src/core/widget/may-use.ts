import { WidgetRef } from "../../contract";
import { Unavailable } from "../errors";
import { explain } from "../health";
import { publicVerb } from "../verb";
import { mayUse } from "./websites";

/**
 * Whether the caller's website may use a widget, to be asked before it does. True also when there is no such widget or
 * no database to ask: what the website does next is told so itself.
 */
export const mayUseWidget = publicVerb(WidgetRef, async (ctx, { siteKey }): Promise<boolean> => {
  try {
    const widget = await ctx.reads.widget(siteKey);
    return !widget || mayUse(ctx.caller, widget);
  } catch (error) {
    if (explain(error) instanceof Unavailable) return true;
    throw error;
  }
});
