import type { ChatWidgetConfig } from "../api";

/**
 * Reads the tag this script came from, known only while the script first runs.
 * @returns the script's address, and what the tag's `data-` attributes ask for: JSON, as in `[24,24]` or `true`, or else text
 */
export function readTag(): [base: string, config: ChatWidgetConfig | null] {
  const tag = (document.currentScript ?? document.querySelector("script[data-site-key]")) as HTMLScriptElement | null;
  const config: Record<string, unknown> = { ...tag?.dataset };
  for (const name in config)
    try {
      config[name] = JSON.parse(config[name] as string);
    } catch {}
  return [tag?.src || location.href, "siteKey" in config ? (config as unknown as ChatWidgetConfig) : null];
}
