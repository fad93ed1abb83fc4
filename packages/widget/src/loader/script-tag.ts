import type { ChatWidgetConfig } from "../api";

/**
 * Reads the tag this script came from, known only while the script first runs.
 * @returns the script's address, and what the tag's `data-` attributes ask for
 */
export function readTag(): [base: string, config: ChatWidgetConfig | null] {
  const tag = (document.currentScript ?? document.querySelector("script[data-site-key]")) as HTMLScriptElement | null;
  const config = { ...tag?.dataset } as Partial<ChatWidgetConfig> as ChatWidgetConfig;
  return [tag?.src || location.href, config.siteKey ? config : null];
}
