import { cpuMsOf } from "./process";

const LOOK_MS = 1000;
const BUSY_MS = 60;
const QUIET_LOOKS = 6;
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
