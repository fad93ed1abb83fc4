import { type WidgetConfig, WidgetRef } from "../../contract";
import { publicVerb } from "../verb";
import { activeWidget } from "./own-widget";
import { toWidgetConfig } from "./view";

/** What the widget on a customer's website draws itself from. @throws NotFound WIDGET_UNKNOWN, for a paused one too */
export const showWidgetConfig = publicVerb(
  WidgetRef,
  async (ctx, { siteKey }): Promise<WidgetConfig> => toWidgetConfig(await activeWidget(ctx, siteKey)),
);
