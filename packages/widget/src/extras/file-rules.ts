import type { enExtras } from "../i18n/en-extras";
import { fill } from "../i18n/strings";
import { sizeText } from "./file";

/** As the server has it in `LIMITS.fileMaxBytes`. */
export const FILE_BYTES = 10 * 1024 * 1024;

/** Endings of names, as the server has them in `FILE_TYPES`: it looks at the bytes, too. */
export const ENDINGS = "png jpg jpeg jpe jfif gif webp pdf txt log md csv docx xlsx pptx odt ods odp doc xls ppt zip".split(" ");

/** Why a file is not even tried, in words. Empty when it may be. */
export function problemOf({ name, size }: Pick<File, "name" | "size">, strings: typeof enExtras, lang: string): string {
  if (size > FILE_BYTES) return fill(strings.tooLarge, { name, size: sizeText(FILE_BYTES, lang) });
  const [, ending] = /\.(\w+)$/.exec(name.toLowerCase()) ?? [];
  return ending && !ENDINGS.includes(ending) ? fill(strings.wrongType, { name }) : "";
}
