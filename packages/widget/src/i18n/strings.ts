import type { en } from "./en";
import type { enExtras } from "./en-extras";
import type { enForm } from "./en-form";

/** The texts of one language: of the panel, of the forms, of the extras. */
export interface Translation {
  panel: Record<keyof typeof en, string>;
  form: Record<keyof typeof enForm, string>;
  extras: Record<keyof typeof enExtras, string>;
}

/** As it is sent: each part in the order of the English keys. */
export type Locale = readonly [panel: string[], form: string[], extras: string[]];

/** The text with its `{names}` filled in. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/{(\w+)}/g, (_, name: string) => `${values[name] ?? ""}`);

/** English, with what the language says instead, with what the page says instead. */
export const localize = <T extends Record<string, string>>(english: T, texts?: string[], own?: Partial<Record<string, string>>): T =>
  Object.fromEntries(Object.entries(english).map(([key, text], index) => [key, own?.[key] ?? texts?.[index] ?? text])) as T;
