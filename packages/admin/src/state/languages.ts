import type { WidgetTexts } from "@chat/api/contract";

/** The languages that the widget itself speaks. */
export const WIDGET_LANGUAGES = ["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pt", "zh"] as const;

/** In the admin's language and in its own, as in `German, Deutsch`. */
export function languageName(tag: string): string {
  const nameIn = (locale: string) => new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag;
  const [english, own] = [nameIn("en"), nameIn(tag)];
  return english === own ? english : `${english}, ${own}`;
}

export type TextsDraft = { [K in keyof WidgetTexts]-?: string };

export const NO_TEXTS: TextsDraft = { widgetTitle: "", welcomeMessage: "", consentText: "" };

export const textsDraftOf = (texts: Record<string, WidgetTexts> = {}): Record<string, TextsDraft> =>
  Object.fromEntries(Object.entries(texts).map(([tag, given]) => [tag, { ...NO_TEXTS, ...given }]));
