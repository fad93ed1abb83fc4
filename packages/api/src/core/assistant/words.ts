/** Words that stand in any question and say nothing of its subject. */
const STOP_WORDS = new Set(
  `a about above after all also am an and any anything are as at be been before but by can could did do does for from get give go got had has
  have hello her here hey hi his how i if in into is it its just know let like made make many may me might more much my need no not now of off
  offer on only onto or our out over please put sell she he so some something such take tell than that the their them then there these they
  this those to too under until up us very want was we were what when where whether which while who whose why will with without would yes you
  your`.split(/\s+/),
);

const CONTRACTIONS = /(?:n't|'(?:s|re|d|ll|m|ve))(?!\p{L})/gu;

/** The words of a text that carry its meaning, in a form in which "Deliveries?" and "delivered" are the same. */
export function meaningfulWords(text: string): string[] {
  const words =
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replaceAll("’", "'")
      .replace(CONTRACTIONS, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word)).map(stem);
}

/** Endings of English, with the shortest rest that each may leave, and what stands in its place. */
const ENDINGS: [ending: string, minRest: number, instead: string][] = [
  ["ments", 3, ""],
  ["ment", 3, ""],
  ["ies", 3, "y"],
  ["sses", 2, "ss"],
  ["ches", 2, "ch"],
  ["shes", 2, "sh"],
  ["xes", 2, "x"],
  ["ss", 1, "ss"],
  ["s", 3, ""],
  ["ing", 3, ""],
  ["ed", 3, ""],
];

/** A light stem of English words; other languages pass nearly untouched. */
function stem(word: string): string {
  const found = ENDINGS.find(([ending, minRest]) => word.endsWith(ending) && word.length - ending.length >= minRest);
  const rest = found ? word.slice(0, -found[0].length) + found[2] : word;
  // "shipp" of "shipping", "delivery" beside "deliver", "tape" beside "taping".
  return rest.replace(/([bdgmnprt])\1$/, "$1").replace(/(?<=.{3})[ye]$/, "");
}
