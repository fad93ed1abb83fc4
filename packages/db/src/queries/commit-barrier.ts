import { eq, sql } from "drizzle-orm";
import type { Db } from "../client";
import { commitBarrier } from "../schema";

const THE_ROW = 1;

/**
 * Resolves when everything that anyone could read before the call is on the disk. A commit is seen by others a moment before its log is
 * flushed; one that ends later, and is answered, was flushed with all that came before it.
 */
export async function passCommitBarrier(db: Db): Promise<void> {
  const [{ affectedRows }] = await db
    .update(commitBarrier)
    .set({ passed: sql`${commitBarrier.passed} + 1` })
    .where(eq(commitBarrier.id, THE_ROW));
  // Without its row there was nothing to commit.
  if (affectedRows === 0) await db.insert(commitBarrier).ignore().values({ id: THE_ROW, passed: 1 });
}
