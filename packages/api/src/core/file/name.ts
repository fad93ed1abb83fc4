import { FILE_TYPES, type FileType, LIMITS } from "../../contract";

/** Control characters, line ends, and marks that turn the direction of reading, by which `gnp.exe` looks like `exe.png`. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
const ENDING = /\.([a-z][a-z0-9]{0,9})$/i;

/** The name alone, in one line: no path, nothing that is not seen, no dots in front. May be empty. */
export function cleanFileName(raw: string): string {
  const name = raw.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  return name
    .normalize("NFC")
    .replace(UNSEEN, "")
    .replace(/\s+/gu, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
}

/** What the name says the file is, in lower case; null where it says nothing. */
export const endingOf = (name: string): string | null => ENDING.exec(name)?.[1]?.toLowerCase() ?? null;

/** A clean name with an ending of its type, cut to what a name may have, whole characters and ending kept. */
export function nameFor(type: FileType, name: string): string {
  const ending = endingOf(name) === null ? `.${FILE_TYPES[type][0]}` : name.slice(name.lastIndexOf("."));
  const stem = (endingOf(name) === null ? name : name.slice(0, -ending.length)) || "file";
  return cut(stem, LIMITS.fileNameMaxBytes - Buffer.byteLength(ending)) + ending;
}

function cut(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  let kept = "";
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > maxBytes) break;
    kept += segment;
  }
  return kept.trimEnd();
}
