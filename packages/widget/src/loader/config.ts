import type { ChatWidgetConfig, WidgetConfig } from "../api";

const DRAWABLE = /^(bottom|top)-(left|right)(#[\da-f]{6}){2}$/i;

/**
 * Fetches how the widget looks, the page's own wishes on top.
 * Null when there is nothing to show: the key is not served (said once on the console), the server
 * is down, or what answers is not it.
 */
export async function fetchConfig(origin: string, options: ChatWidgetConfig): Promise<WidgetConfig | null> {
  try {
    const response = await fetch(`${origin}/api/widgets/${options.siteKey}/config`);
    if (response.status === 404) console.warn("ChatWidget: unknown site key", options.siteKey);
    const config = await response.json();
    for (const [key, value] of Object.entries(options)) if (value != null) config[key] = value;
    return config.widgetTitle && DRAWABLE.test(config.position + config.primaryColor + config.secondaryColor) ? config : null;
  } catch {
    return null;
  }
}
