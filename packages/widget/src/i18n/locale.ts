import { beside } from "../panel/chunks";
import type { Locale } from "./strings";

/** Languages besides English. */
const LANGUAGES = /^(ar|de|es|fr|it|ja|nl|pt|zh)\b/;

/**
 * In what the page wants, or else its document is written in. Undefined for English, and for a language that is not there or cannot be
 * had: then English it is.
 */
export async function loadLocale(wanted?: string): Promise<Locale | undefined> {
  try {
    const [language] = LANGUAGES.exec((wanted || document.documentElement.lang || navigator.language).toLowerCase()) ?? [];
    return language ? await (await fetch(beside(`i18n/${language}`, "json"))).json() : undefined;
  } catch {
    return undefined;
  }
}
