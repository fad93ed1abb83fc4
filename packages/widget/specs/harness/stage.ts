import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Figures of memory are exact instead of rounded to buckets, and the page may ask for a collection.
  "--enable-precise-memory-info",
];

let built: Promise<string> | undefined;
let launched: Promise<Browser> | undefined;

async function build(): Promise<string> {
  const dist = await mkdtemp(join(tmpdir(), "chat-widget-"));
  const { exitCode, stdout, stderr } = Bun.spawnSync([process.execPath, "run", "build.ts", dist], { cwd: join(import.meta.dir, "../..") });
  if (exitCode !== 0) throw new Error(`the widget was not built:\n${stdout}${stderr}`);
  return dist;
}

/** The folder of the widget as it is delivered. Built once in a process. */
export const builtWidget = (): Promise<string> => {
  built ??= build();
  return built;
};

/** The one Chromium of this process. It ends with the process. */
export const theBrowser = (): Promise<Browser> => {
  launched ??= chromium.launch({ executablePath: Bun.which("chromium") ?? Bun.which("google-chrome") ?? undefined, args: ARGS });
  return launched;
};
