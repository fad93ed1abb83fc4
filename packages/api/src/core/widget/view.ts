import type { WidgetFacts } from "@chat/db";
import type { Widget, WidgetConfig } from "../../contract";

export const toWidgetConfig = (widget: WidgetFacts): WidgetConfig => ({
  businessName: widget.businessName,
  widgetTitle: widget.widgetTitle,
  welcomeMessage: widget.welcomeMessage,
  primaryColor: widget.primaryColor,
  secondaryColor: widget.secondaryColor,
  position: widget.position,
  enablePrechatForm: widget.enablePrechatForm,
  prechatFields: widget.prechatFields,
  ...(widget.consentText !== "" && { consentText: widget.consentText }),
  ...(Object.keys(widget.texts).length > 0 && { texts: widget.texts }),
});

export const toWidget = (widget: WidgetFacts): Widget => ({
  id: widget.id,
  siteKey: widget.siteKey,
  ...toWidgetConfig(widget),
  isActive: widget.isActive,
  createdAt: widget.createdAt.toISOString(),
  allowedDomains: widget.allowedDomains,
});
