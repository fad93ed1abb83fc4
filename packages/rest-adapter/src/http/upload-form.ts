import { pipeline } from "node:stream/promises";
import { LIMITS } from "@chat/api/contract";
import { CoreError, fileTooLarge, Invalid, type ReceivedFile } from "@chat/api/core";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";

/** What a form may have beside its file: fields, boundaries, and the headers of all parts. */
const OVERHEAD_BYTES = 65_536;
const FORM = { fields: 20, files: 1, parts: 22, fieldNameSize: 100, fieldSize: 1_024, headerPairs: 20 };

export interface UploadForm {
  fields: Record<string, string>;
  /** As its sender calls it. */
  name: string;
  received: ReceivedFile;
}

type Receive = (bytes: AsyncIterable<Uint8Array>) => Promise<ReceivedFile>;

const malformed = () => new Invalid(["Malformed multipart body"]);
const wrong = (problem: string) => new Invalid([problem], { file: problem });

/**
 * Reads a multipart form with one file, as it arrives: what is more than it may be is not read.
 * @param receive takes the bytes of the file
 * @throws Invalid for what is no such form · LimitExceeded FILE_TOO_LARGE · whatever `receive` throws
 */
export async function readUploadForm(request: Request, receive: Receive): Promise<UploadForm> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;.*\bboundary=./i.test(contentType)) throw new Invalid(["Body must be multipart/form-data"]);
  if (Number(request.headers.get("content-length") ?? 0) > LIMITS.fileMaxBytes + OVERHEAD_BYTES) throw fileTooLarge();
  if (request.body === null) throw wrong("File is required");
  return new FormReader(contentType, receive).read(request.body);
}

/** @throws Invalid for boundaries that none can have */
function parserOf(contentType: string): BusboyInstance {
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits: FORM });
  } catch {
    throw malformed();
  }
}

/** As browsers write a quote in a name, which HTML has them escape. */
const unescapeName = (name: string) => name.replaceAll("%22", '"');

async function* counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > LIMITS.fileMaxBytes + OVERHEAD_BYTES) throw fileTooLarge();
    yield chunk;
  }
}

class FormReader {
  readonly #parser: BusboyInstance;
  readonly #fields: Record<string, string> = Object.create(null);
  readonly #stop = new AbortController();
  #file: { name: string; bytes: BusboyFileStream; received: Promise<ReceivedFile | null> } | null = null;
  /** Why the form is not taken. */
  #refusal: unknown = null;

  constructor(
    contentType: string,
    private readonly receive: Receive,
  ) {
    this.#parser = parserOf(contentType);
    this.#parser.on("field", (field, value) => {
      this.#fields[field] = value;
    });
    this.#parser.on("file", (field, bytes, name) => this.#take(field, bytes, name));
    this.#parser.on("filesLimit", () => this.#refuse(wrong("Only one file may be sent at a time")));
    for (const limit of ["fieldsLimit", "partsLimit"] as const) {
      this.#parser.on(limit, () => this.#refuse(new Invalid(["Form has too many fields"])));
    }
  }

  async read(body: AsyncIterable<Uint8Array>): Promise<UploadForm> {
    try {
      await pipeline(counted(body), this.#parser, { signal: this.#stop.signal });
    } catch (error) {
      this.#refuse(error instanceof CoreError ? error : malformed());
    }
    const received = await this.#file?.received;
    if (this.#refusal) {
      await received?.discard();
      throw this.#refusal;
    }
    if (!this.#file || !received) throw wrong("File is required");
    return { fields: this.#fields, name: this.#file.name, received };
  }

  #take(field: string, bytes: BusboyFileStream, name: string | undefined): void {
    let broken: unknown;
    bytes.on("error", (error) => {
      broken = error;
    });
    if (field !== "file") {
      bytes.resume();
      this.#refuse(wrong("File must be in the field named file"));
      return;
    }
    const received = this.receive(bytes).catch((error: unknown) => {
      this.#refuse(error === broken ? malformed() : error);
      return null;
    });
    this.#file = { name: unescapeName(name ?? ""), bytes, received };
  }

  /** The first reason counts. Ends the reading, and with it the writing. */
  #refuse(reason: unknown): void {
    this.#refusal ??= reason;
    this.#stop.abort();
    this.#file?.bytes.destroy(new Error("the form was not taken"));
  }
}
