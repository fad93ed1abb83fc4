import type { ChatWidget, ChatWidgetConfig } from "../api";
import { createInstance } from "./instance";
import { readTag } from "./script-tag";

/** A call made before this script ran: `["open"]`, `["initChatWidget", { siteKey }]`. */
type QueuedCall = [method: string, ...values: unknown[]];
type Factory = ((config?: ChatWidgetConfig) => ChatWidget | undefined) & Record<string, unknown>;

const page = window as { ChatWidget?: Factory | { q?: QueuedCall[] }; initChatWidget?: unknown };
const [base, tag] = readTag();
const earlier = page.ChatWidget;

if (typeof earlier === "function") {
  // The tag was pasted twice.
  if (tag) earlier(tag);
} else {
  const instances: Record<string, ChatWidget> = {};
  const inherit = (latest: object = Object.values(instances).pop() ?? Function.prototype) => Object.setPrototypeOf(ChatWidget, latest);

  // Gives its instance with `new` and without. It also inherits from
  // the latest one, for pages that never see the instance their tag made.
  // biome-ignore lint/complexity/useArrowFunction: an arrow cannot be called with `new`
  const ChatWidget = function (config?: ChatWidgetConfig) {
    const siteKey = config?.siteKey;
    if (!siteKey) return console.warn("ChatWidget: unknown site key");
    instances[siteKey] ??= createInstance({ ...config }, base, () => {
      delete instances[siteKey];
      inherit();
    });
    inherit(instances[siteKey]);
    return instances[siteKey];
  } as Factory;

  ChatWidget.initChatWidget = page.initChatWidget = page.ChatWidget = ChatWidget;
  if (tag) ChatWidget(tag);
  for (const [method, ...values] of earlier?.q ?? []) (ChatWidget[method] as ((...values: unknown[]) => void) | undefined)?.(...values);
}
