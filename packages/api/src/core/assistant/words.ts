const STOP_WORDS = new Set(
  "a an and any are as at be been but by can could did do does for from get had has have how i if in is it its just like me my of on or our please so some tell that the their there they this to us was we were what when where which who why will with would you your".split(
    " ",
  ),
);

/** The words of a text that carry its meaning, in a form in which "Deliveries?" and "delivery" are the same. */
export function meaningfulWords(text: string): string[] {
  const words =
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word)).map(stem);
}

/** A light stem of English endings; other languages pass nearly untouched. */
function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && word.endsWith("ing")) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith("ed")) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith("s") && !word.endsWith("ss")) return word.slice(0, -1);
  return word;
}
