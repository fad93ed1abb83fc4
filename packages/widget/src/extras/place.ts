import type { enExtras } from "../i18n/en-extras";
import { fill } from "../i18n/strings";

type Strings = Pick<typeof enExtras, "ordinals" | "place" | "wait" | "noWait">;

const CATEGORIES = ["one", "two", "few"];

/** 1st, 2nd, 3rd, 4th, 11th, 21st, and what other languages make of it. */
export function ordinal(count: number, { ordinals }: Pick<Strings, "ordinals">, lang: string): string {
  const endings = ordinals.split(",");
  const category = CATEGORIES.indexOf(new Intl.PluralRules(lang, { type: "ordinal" }).select(count));
  return count + (endings[category] ?? endings[endings.length - 1] ?? "");
}

/** Where a visitor stands. @param minutes whole ones, 0 for less than one */
export function placeText(position: number, minutes: number, strings: Strings, lang: string): string {
  const time = new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "long" }).format(minutes);
  const wait = minutes > 0 ? fill(strings.wait, { time }) : strings.noWait;
  return fill(strings.place, { place: ordinal(position, strings, lang), wait });
}
