import { countFilesAfter, insertFile, lockSession, type NewFile, withTransaction } from "@chat/db";
import { LIMITS } from "../../contract";
import type { Deps } from "../deps";
import { LimitExceeded } from "../errors";
import { unknownSession } from "../session/open";

const HOUR_MS = 3_600_000;

/** Notes a file that is about to be kept, so that whatever happens then, its bytes are known of. @throws LimitExceeded FILE_LIMIT · NotFound SESSION_UNKNOWN */
export async function registerFile(deps: Deps, file: NewFile): Promise<void> {
  const since = new Date(file.createdAt.getTime() - HOUR_MS);
  await withTransaction(deps.db, async (tx) => {
    // Locked, so that files sent at once are counted one after the other.
    if (!(await lockSession(tx, file.sessionId))) throw unknownSession();
    if ((await countFilesAfter(tx, file.sessionId, since)) >= LIMITS.filesPerHourMax) {
      throw new LimitExceeded("FILE_LIMIT", `At most ${LIMITS.filesPerHourMax} files an hour, please try again later`);
    }
    await insertFile(tx, file);
  });
}
