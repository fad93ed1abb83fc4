import { type Pool, rowsOf } from "./pool";
import { cpuMsOf } from "./process";

const LOOK_MS = 1000;
const BUSY_MS = 60;
const QUIET_LOOKS = 3;
const LIMIT_LOOKS = 150;

/** Waits until these processes have had nothing to do for some seconds: what follows the writing of many rows is over. */
export async function untilQuiet(pids: readonly number[]): Promise<void> {
  const cpu = () => pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0);
  let quiet = 0;
  for (let look = 0; look < LIMIT_LOOKS && quiet < QUIET_LOOKS; look++) {
    const before = cpu();
    await Bun.sleep(LOOK_MS);
    quiet = cpu() - before > BUSY_MS ? 0 : quiet + 1;
  }
}

/** Rows that statistics read themselves, however long they are waited for. */
const TAIL_ROWS = 1000;

/** Waits until the sums that statistics are read from have caught up with rows that were written past the server. @returns whether they have */
export async function untilRolledUp(pool: Pool): Promise<boolean> {
  for (let look = 0; look < LIMIT_LOOKS; look++) {
    const [lag] = await rowsOf<{ rows: number }>(
      pool,
      "SELECT (SELECT COALESCE(MAX(id), 0) FROM messages) - folded_to AS `rows` FROM rollup_cursors WHERE source = 'messages'",
    );
    if (lag && Number(lag.rows) <= TAIL_ROWS) return true;
    await Bun.sleep(LOOK_MS);
  }
  return false;
}
