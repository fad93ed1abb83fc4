import type { Log } from "../deps";
import { Unavailable } from "../errors";

/** What the system says when a disk, or a share of it, has no room left. */
const NO_ROOM: readonly unknown[] = ["ENOSPC", "EDQUOT"];

/** Tells sender and operator when what was tried failed for want of room. @throws Unavailable STORAGE_FULL then, else the error as it is */
export async function naming<T>(log: Log, writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && NO_ROOM.includes(error.code))) throw error;
    log("warn", "a file was refused: the disk of DATA_DIR is full");
    throw new Unavailable("STORAGE_FULL", "The server has no room for files, please try again later");
  }
}
