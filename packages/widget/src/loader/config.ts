import type { ChatWidgetConfig, DrawnConfig, WidgetTexts } from "../api";

/** Position, colors and title in a row. */
const DRAWABLE = /^(bottom|top)-(left|right)(#[\da-f]{6}){2}./i;

/** What the server says: the config, and the admin's texts in other languages. */
type Answer = DrawnConfig & { texts?: Record<string, WidgetTexts> };

/** Fetches the config. Undefined when the key is not served (said once on the console), the server is down, or what answers is no JSON. */
export async function fetchConfig(origin: string, siteKey: string): Promise<Answer | undefined> {
  try {
    const response = await fetch(`${origin}/api/widgets/${siteKey}/config`);
    if (response.status === 404) console.warn("ChatWidget: unknown site key", siteKey);
    return await response.json();
  } catch {}
}

/** How the widget looks now: over the config lie the texts of the page's language, over these what the page says itself. */
export function drawnConfig(answer: Answer | undefined, options: ChatWidgetConfig): DrawnConfig | undefined {
  const language = `${options.locale || document.documentElement.lang || navigator.language}`;
  const texts = answer?.texts ?? {};
  const config = { ...answer, ...texts[language.split("-")[0] as string], ...texts[language] } as Answer & Record<string, unknown>;
  for (const [key, value] of Object.entries(options)) if (value != null) config[key] = value;
  if (DRAWABLE.test(config.position + config.primaryColor + config.secondaryColor + config.widgetTitle)) return config;
  if (answer?.widgetTitle) console.warn("ChatWidget: unknown position or color", config);
}
