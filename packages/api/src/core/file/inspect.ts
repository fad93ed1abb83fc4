import { FILE_TYPES, type FileType } from "../../contract";
import { Invalid } from "../errors";
import { cleanFileName, endingOf, nameFor } from "./name";
import { sniffType } from "./sniff";
import type { ReceivedFile } from "./store";

const ALLOWED = "File must be an image (PNG, JPEG, GIF, WebP), a PDF, a plain text or CSV, an office document or a ZIP";

const refused = (problem: string) => new Invalid([problem], { file: problem });

/**
 * What a received file is and is called.
 * @throws Invalid naming the file, for an empty one, one of a type that is not allowed, and one whose name says something else than its bytes
 */
export async function inspectFile(received: ReceivedFile, rawName: string): Promise<{ name: string; type: FileType; size: number }> {
  const { path, size } = received;
  if (size === 0) throw refused("File is empty");
  const name = cleanFileName(rawName);
  const ending = endingOf(name);
  const type = await sniffType(path, ending);
  if (type === null) throw refused(ALLOWED);
  const endings: readonly string[] = FILE_TYPES[type];
  if (ending !== null && !endings.includes(ending)) {
    throw refused(`File name must end in ${endings.map((one) => `.${one}`).join(" or ")}, as its content is ${type}`);
  }
  return { name: nameFor(type, name), type, size };
}
