import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { LIMITS } from "../../contract";
import { randomId } from "../crypto";
import type { Log } from "../deps";
import { LimitExceeded } from "../errors";
import { naming } from "./storage-full";

/** Bytes that have arrived and belong to nobody yet. */
export interface ReceivedFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Takes them off the disk, unless they were kept. */
  discard(): Promise<void>;
}

/** Where the bytes of files are. Several processes may share the folder. */
export interface FileStore {
  /** Writes what arrives under a temporary name, as it arrives. @throws LimitExceeded FILE_TOO_LARGE · Unavailable STORAGE_FULL */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<ReceivedFile>;
  /** Gives received bytes their place. They are on the disk when it resolves, whatever happens then. @throws Unavailable STORAGE_FULL */
  keep(received: ReceivedFile, key: string): Promise<void>;
  /** Where the bytes of a file are; null when they are not there. */
  locate(key: string): Promise<string | null>;
  remove(key: string): Promise<void>;
  /** Takes off the disk what arrived before an instant and was neither kept nor discarded. */
  removeReceivedBefore(at: Date): Promise<void>;
}

const INCOMING = "incoming";
/** Only who runs the server may look: what visitors send is for nobody else on the machine. */
const FOLDER = { recursive: true, mode: 0o700 } as const;

export const fileTooLarge = () => new LimitExceeded("FILE_TOO_LARGE", `File must be at most ${LIMITS.fileMaxBytes >> 20} MiB`);

export function createFileStore(directory: string, log: Log): FileStore {
  const incoming = join(directory, INCOMING);
  // Some thousand folders, so that none grows large.
  const folderOf = (key: string) => join(directory, key.slice(0, 2));
  const pathOf = (key: string) => join(folderOf(key), key);

  async function receive(bytes: AsyncIterable<Uint8Array>): Promise<ReceivedFile> {
    await mkdir(incoming, FOLDER);
    const path = join(incoming, randomId());
    const discard = () => rm(path, { force: true });
    try {
      return { path, size: await write(path, bytes), discard };
    } catch (error) {
      await discard();
      throw error;
    }
  }

  async function keep({ path }: ReceivedFile, key: string): Promise<void> {
    const folder = folderOf(key);
    const isNew = (await mkdir(folder, FOLDER)) !== undefined;
    await rename(path, pathOf(key));
    // A name is on the disk when its folder is.
    await sync(folder);
    if (isNew) await sync(directory);
  }

  return {
    receive: (bytes) => naming(log, receive(bytes)),
    keep: (received, key) => naming(log, keep(received, key)),
    async locate(key) {
      const found = await stat(pathOf(key)).catch(() => null);
      return found?.isFile() ? pathOf(key) : null;
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async removeReceivedBefore(at) {
      for (const name of await readdir(incoming).catch(() => [])) {
        const path = join(incoming, name);
        const found = await stat(path).catch(() => null);
        if (found && found.mtime < at) await rm(path, { force: true });
      }
    },
  };
}

/** @returns how many bytes were written, all of which are on the disk */
async function write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, "wx", 0o600);
  let size = 0;
  try {
    for await (const chunk of bytes) {
      size += chunk.byteLength;
      if (size > LIMITS.fileMaxBytes) throw fileTooLarge();
      for (let at = 0; at < chunk.byteLength; ) at += (await file.write(chunk, at)).bytesWritten;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
