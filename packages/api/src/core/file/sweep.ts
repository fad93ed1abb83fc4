import { listAbandonedFiles, listPendingFiles, noteMessageOfFile } from "@chat/db";
import type { Deps } from "../deps";
import { every } from "../every";
import { dropFile } from "./drop";

const SWEEP_MS = 60_000;
/** Far longer than a file is on its way from its row to its message, whatever stands still meanwhile. */
const ORPHAN_MS = 24 * 3_600_000;
/** Of one kind, in one sweep. */
const AT_ONCE = 200;

/** Takes away what nobody is shown any more. @returns the timer, to be cleared at the end */
export const keepSweepingFiles = (deps: Deps) => every(deps, SWEEP_MS, () => sweepFiles(deps));

/**
 * Deletes the bytes of files whose chats are gone, and what a crash left of uploads. Costs what there is to delete. Harmless in
 * several processes at once, and when it breaks off: a row goes after its bytes.
 */
export async function sweepFiles(deps: Deps): Promise<void> {
  const before = new Date(deps.now().getTime() - ORPHAN_MS);
  for (const key of await listAbandonedFiles(deps.db, AT_ONCE)) await dropFile(deps, key);
  for (const { key, message } of await listPendingFiles(deps.db, before, AT_ONCE)) {
    // Stored, and the process died before it was noted.
    if (message?.fileKey === key) await noteMessageOfFile(deps.db, key, message.id);
    else await dropFile(deps, key);
  }
  await deps.files.removeReceivedBefore(before);
}
