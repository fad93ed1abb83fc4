import { FILE_TYPES, type FileType } from "../../contract";
import { isPlainText } from "./plain-text";

/** What a file's bytes say it is, where that is one of those that may be sent. Whatever name or sender say does not count. */
export type Sniffed = FileType | null;

/** Kinds of one container: the library tells the container. */
const APNG = "image/apng";
const OLD_OFFICE = "application/x-cfb";

/** @param ending of the file's name: tells `text/csv` from other text, which bytes cannot. */
export async function sniffType(path: string, ending: string | null): Promise<Sniffed> {
  // Loaded with the first upload: it knows some two hundred formats.
  const { fileTypeFromFile } = await import("file-type");
  const found = (await fileTypeFromFile(path))?.mime;
  if (found === APNG) return "image/png";
  if (found === OLD_OFFICE) return oldOfficeType(path);
  if (found !== undefined && isAllowed(found)) return found;
  // A signature of two letters, as BM, begins many a text: text is told by all of its bytes, not by the first.
  if (await isPlainText(path)) return ending === "csv" ? "text/csv" : "text/plain";
  return null;
}

const isAllowed = (type: string): type is FileType => Object.hasOwn(FILE_TYPES, type);

/** Streams by whose names the directory of a compound file says what it holds. Installers are such files, too. */
const STREAMS: [string, FileType][] = [
  ["WordDocument", "application/msword"],
  ["Workbook", "application/vnd.ms-excel"],
  ["Book", "application/vnd.ms-excel"],
  ["PowerPoint Document", "application/vnd.ms-powerpoint"],
];
const ENTRY_BYTES = 128;
const NAME_BYTES = 64;

async function oldOfficeType(path: string): Promise<Sniffed> {
  const bytes = Buffer.from(await Bun.file(path).arrayBuffer());
  // An entry begins at a multiple of its size, with its name in UTF-16 and NULs to the end of the field.
  for (const [name, type] of STREAMS) {
    const field = Buffer.alloc(NAME_BYTES);
    field.write(name, "utf16le");
    for (let at = bytes.indexOf(field); at >= 0; at = bytes.indexOf(field, at + 1)) if (at % ENTRY_BYTES === 0) return type;
  }
  return null;
}
