import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { BunPlugin } from "bun";

const root = import.meta.dir;
/** Where the files go: `dist`, or the folder named on the command line. */
const dist = Bun.argv[2] ?? join(root, "dist");

/** Bytes after brotli at its highest. The widget's promise to the pages that carry it. */
const BUDGET = { loader: 2_600, panel: 9_000, form: 1_600 };

/** 41 bits: a name is never used twice, and the loader, which holds one, stays small. */
const HASH_CHARS = 8;

/** Style sheets are template strings: line ends and the blanks around punctuation are not sent. */
const shrinkCss: BunPlugin = {
  name: "shrink-css",
  setup(build) {
    build.onLoad({ filter: /\.css\.ts$/ }, async ({ path }) => ({
      loader: "ts",
      contents: (await Bun.file(path).text()).replace(
        /`([^`]*)`/g,
        (_, css: string) => `\`${css.replace(/\s*\n\s*/g, "").replace(/;}/g, "}")}\``,
      ),
    }));
  },
};

async function bundle(entry: string, format: "esm" | "iife", define: Record<string, string> = {}): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [join(root, "src", entry)],
    target: "browser",
    format,
    define,
    minify: true,
    plugins: [shrinkCss],
  });
  const [output] = outputs;
  if (!output || outputs.length > 1) throw new Error(`${entry} must become exactly one file`);
  return (await output.text()).trim();
}

/** The name tells the content, so that the file may be kept for ever. */
const hashed = (name: string, code: string) => `${name}-${Bun.hash(code).toString(36).padStart(HASH_CHARS, "0").slice(-HASH_CHARS)}.js`;

/** Writes one file and says what it weighs. False when it is over its budget. */
async function emit(name: string, code: string, budget: number): Promise<boolean> {
  await Bun.write(join(dist, name), code);
  const brotli = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const verdict = brotli <= budget ? "ok" : "OVER BUDGET";
  console.log(
    `${name.padEnd(24)} ${String(code.length).padStart(6)} raw ${String(gzipSync(code, { level: 9 }).length).padStart(6)} gzip ${String(brotli).padStart(6)} brotli of ${budget}  ${verdict}`,
  );
  return brotli <= budget;
}

if (!Bun.argv[2]) await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const form = await bundle("form/prechat.ts", "esm");
const formFile = hashed("form", form);
const panel = await bundle("panel/main.ts", "esm", { FORM_FILE: JSON.stringify(formFile) });
const panelFile = hashed("panel", panel);
const loader = await bundle("loader/main.ts", "iife", { PANEL_FILE: JSON.stringify(panelFile) });
const fits = [
  await emit("widget.js", loader, BUDGET.loader),
  await emit(panelFile, panel, BUDGET.panel),
  await emit(formFile, form, BUDGET.form),
];
await cp(join(root, "demo"), join(dist, "demo"), { recursive: true });
if (fits.includes(false)) process.exit(1);
