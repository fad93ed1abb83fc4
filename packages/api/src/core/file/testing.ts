import { deflateRawSync } from "node:zlib";
import type { UploadedFile } from "../../contract";
import { UPLOADS } from "../../testing";
import type { Ctx } from "..";
import { createFileStore } from "./store";
import { uploadFile } from "./upload";

/** Files that begin as real ones do. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
export const GIF = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
export const JPEG = Buffer.from("ffd8ffe000104a46494600010100000100010000ffdb", "hex");
export const WEBP = Buffer.concat([Buffer.from("RIFF"), Buffer.from([26, 0, 0, 0]), Buffer.from("WEBPVP8L"), Buffer.alloc(14)]);
export const PDF = Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n");
export const TEXT = Buffer.from("Order 4711\nplease\n");
export const EXE = Buffer.concat([Buffer.from("MZ"), Buffer.from("\x90\0\x03\0\0\0\x04\0", "latin1"), Buffer.alloc(400, 0x90)]);
export const ELF = Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01", "latin1"), Buffer.alloc(100)]);

/** A ZIP of one level, each entry deflated. */
export function zipOf(entries: Record<string, string>, isStored = false): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const raw = Buffer.from(text);
    const data = isStored ? raw : deflateRawSync(raw);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(isStored ? 0 : 8, 4);
    head.writeUInt32LE(Bun.hash.crc32(raw), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(raw.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), head, tail, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06"), end]);
}

const office = (part: string, type: string) =>
  zipOf({
    "[Content_Types].xml": `<?xml version="1.0"?><Types><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
    [part]: "<x/>",
  });
export const DOCX = office("word/document.xml", "wordprocessingml.document");
export const XLSX = office("xl/workbook.xml", "spreadsheetml.sheet");
export const PPTX = office("ppt/presentation.xml", "presentationml.presentation");
export const ODT = zipOf({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<x/>" }, true);
export const ZIP = zipOf({ "read me.txt": "hello" });
export const JAR = zipOf({ "META-INF/MANIFEST.MF": "Manifest-Version: 1.0" });

/** A compound file with one stream of this name in its directory. */
export function compoundFile(stream: string): Buffer {
  const bytes = Buffer.alloc(2048);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  bytes.write("Root Entry", 1024, "utf16le");
  bytes.write(stream, 1152, "utf16le");
  return bytes;
}

/** The bytes of all cores of this process. */
export const store = createFileStore(UPLOADS, () => {});

export const receive = (bytes: Uint8Array, into = store) =>
  into.receive(
    (async function* () {
      yield bytes;
    })(),
  );

interface Sent {
  siteKey: string;
  sessionId: string;
  visitorSecret?: string;
  clientMessageId?: string;
  name?: string;
  bytes?: Uint8Array;
}

/** Sends a file as a transport does. */
export async function send(ctx: Ctx, { bytes = PNG, name = "photo.png", ...fields }: Sent): Promise<UploadedFile> {
  const received = await receive(bytes, ctx.files);
  try {
    return await uploadFile(ctx, { ...fields, name, received });
  } finally {
    await received.discard();
  }
}

export const keyOf = ({ file }: UploadedFile): string => file.url.split("/").at(-1) ?? "";
