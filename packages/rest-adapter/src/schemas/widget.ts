import { CreateWidgetInput, Overview, Pagination, UpdateWidgetInput, Widget, WidgetConfig } from "@chat/api/contract";
import { z } from "zod";
import { NEW_WIDGET_KEYS, OVERVIEW_KEYS, WIDGET_KEYS, WIDGET_PATCH_KEYS } from "./keys";
import { renameShape } from "./rename";
import { Min } from "./report";

export const RestWidget = renameShape(Widget.shape, WIDGET_KEYS).meta({ id: "Widget" });
export const NewWidget = renameShape(CreateWidgetInput.shape, NEW_WIDGET_KEYS).meta({ id: "NewWidget" });
export const WidgetPatch = renameShape(UpdateWidgetInput.shape, WIDGET_PATCH_KEYS).meta({ id: "WidgetPatch" });
export const RestWidgetConfig = WidgetConfig.meta({ id: "WidgetConfig" });

export const RestOverview = renameShape({ ...Overview.shape, averageResponseSeconds: Min }, OVERVIEW_KEYS).meta({ id: "Overview" });

export const RestWidgetPage = z.object({ widgets: z.array(RestWidget), stats: RestOverview, pagination: Pagination });
