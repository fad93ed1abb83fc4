import { residentBytesOf } from "./process";

export const GC_ON_SIGNAL = `--preload ${new URL("./collect-on-signal.ts", import.meta.url).pathname}`;

const COLLECTIONS = 5;
const PAUSE_MS = 300;

/** Memory of a server after its garbage has been collected and given back, in bytes. */
export async function settledBytesOf(pid: number): Promise<number> {
  for (let index = 0; index < COLLECTIONS; index++) {
    process.kill(pid, "SIGUSR2");
    await Bun.sleep(PAUSE_MS);
  }
  return residentBytesOf(pid);
}
