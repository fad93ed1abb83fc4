import { WidgetRef } from "../../contract";
import { derived } from "../derived";
import { publicVerb } from "../verb";
import { activeWidget } from "./own-widget";
import { toWidgetConfig } from "./view";

const toSharedConfig = derived(toWidgetConfig);

/** What the widget on a customer's website draws itself from. @throws NotFound WIDGET_UNKNOWN, for a paused one too */
export const showWidgetConfig = publicVerb(WidgetRef, async (ctx, { siteKey }) => toSharedConfig(await activeWidget(ctx, siteKey)));
