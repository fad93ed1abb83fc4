import { deleteFile } from "@chat/db";
import type { Deps } from "../deps";

/** Takes a file away, the bytes first: a row without them is found again, bytes without a row are not. */
export async function dropFile(deps: Deps, key: string): Promise<void> {
  await deps.files.remove(key);
  await deleteFile(deps.db, key);
}
