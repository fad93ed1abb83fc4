const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether every word of a search occurs in one of the texts, whatever the case and the accents. */
export function matches(search: string, ...texts: string[]): boolean {
  const haystack = plain(texts.join("\n"));
  return plain(search)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
