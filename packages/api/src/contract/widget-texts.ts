import { z } from "zod";
import { absentIfEmpty, text } from "./fields";
import { LIMITS } from "./limits";

/** A language by its BCP 47 tag, as in `de` or `pt-BR`. */
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const languageOf = (tag: string): string => Intl.getCanonicalLocales(tag)[0] ?? tag;
const isLanguage = (tag: string): boolean => {
  try {
    return LANGUAGE.test(tag) && languageOf(tag) !== "";
  } catch {
    return false;
  }
};

/** What stands in place of the admin's own texts. Absent, or empty: those. */
export const WidgetTexts = z.object({
  widgetTitle: absentIfEmpty(text("Widget title", 0, LIMITS.nameMaxChars)),
  welcomeMessage: absentIfEmpty(text("Welcome message", 0, LIMITS.welcomeMessageMaxChars)),
  consentText: absentIfEmpty(text("Consent text", 0, LIMITS.consentTextMaxChars)),
});
export type WidgetTexts = z.infer<typeof WidgetTexts>;

/** Takes out what is empty, and writes each language in one way: `PT-br` is `pt-BR`. */
function tidied(texts: Record<string, WidgetTexts>): Record<string, WidgetTexts> {
  const filled = Object.entries(texts).map(([tag, given]) => [
    languageOf(tag),
    Object.fromEntries(Object.entries(given).filter(([, value]) => value)),
  ]);
  return Object.fromEntries(filled.filter(([, given]) => Object.keys(given ?? {}).length > 0));
}

/** The admin's own texts in other languages, by language. */
export const TextsByLanguage = z
  .record(z.string(), WidgetTexts, "Texts must be an object by language")
  .refine((texts) => Object.keys(texts).every(isLanguage), "A language must look like de or pt-BR")
  .refine((texts) => Object.keys(texts).length <= LIMITS.textLanguagesMax, `Texts must be of at most ${LIMITS.textLanguagesMax} languages`)
  .overwrite((texts) => (Object.keys(texts).every(isLanguage) ? tidied(texts) : texts));
export type TextsByLanguage = z.infer<typeof TextsByLanguage>;
