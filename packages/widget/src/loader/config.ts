import type { ChatWidgetConfig, DrawnConfig, WidgetTexts } from "../api";

const DRAWABLE = /^(bottom|top)-(left|right)(#[\da-f]{6}){2}$/i;

/** What the server says: the config, and the admin's texts in other languages. */
type Answer = DrawnConfig & { texts?: Record<string, WidgetTexts> };

/** Fetches the config. Null when the key is not served (said once on the console), the server is down, or what answers is no JSON. */
export async function fetchConfig(origin: string, siteKey: string): Promise<Answer | null> {
  try {
    const response = await fetch(`${origin}/api/widgets/${siteKey}/config`);
    if (response.status === 404) console.warn("ChatWidget: unknown site key", siteKey);
    return await response.json();
  } catch {
    return null;
  }
}

/** How the widget looks now: over the config lie the texts of the page's language, over these what the page says itself. */
export function drawnConfig(answer: Answer | null, options: ChatWidgetConfig): DrawnConfig | false {
  const config = { ...answer } as Answer & Record<string, unknown>;
  const language = `${options.locale || document.documentElement.lang || navigator.language}`;
  for (const tag of [language.split("-")[0], language]) Object.assign(config, answer?.texts?.[tag as string]);
  for (const [key, value] of Object.entries(options)) if (value != null) config[key] = value;
  return !!config.widgetTitle && DRAWABLE.test(config.position + config.primaryColor + config.secondaryColor) && config;
}
