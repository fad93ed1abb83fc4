import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { BunPlugin } from "bun";
import { minify } from "terser";
import { ar } from "./src/i18n/ar";
import { de } from "./src/i18n/de";
import { en } from "./src/i18n/en";
import { enExtras } from "./src/i18n/en-extras";
import { enForm } from "./src/i18n/en-form";
import { es } from "./src/i18n/es";
import { fr } from "./src/i18n/fr";
import { it } from "./src/i18n/it";
import { ja } from "./src/i18n/ja";
import { nl } from "./src/i18n/nl";
import { pt } from "./src/i18n/pt";
import type { Locale, Translation } from "./src/i18n/strings";
import { zh } from "./src/i18n/zh";

const root = import.meta.dir;
/** Where the files go: `dist`, or the folder named on the command line. */
const dist = Bun.argv[2] ?? join(root, "dist");

/** Bytes after brotli at its highest. The widget's promise to the pages that carry it. */
const BUDGET = { loader: 2_600, panel: 9_000, everything: 15_500 };

const TRANSLATIONS: Record<string, Translation> = { ar, de, es, fr, it, ja, nl, pt, zh };

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
  const { code } = await minify(await output.text(), {
    ecma: 2020,
    module: format === "esm",
    toplevel: true,
    // Unsafe where globals are changed or strings are no strings: neither is so here, and the specs run on what comes out.
    compress: { passes: 3, keep_fargs: false, pure_getters: true, unsafe: true, unsafe_arrows: format === "esm" },
    format: { comments: false },
  });
  return code ?? "";
}

/** A name tells the content, so that the file may be kept for ever. */
const hashOf = (code: string) => Bun.hash(code).toString(36).padStart(HASH_CHARS, "0").slice(-HASH_CHARS);

/** Writes one file and says what it weighs. @returns bytes after brotli */
async function emit(name: string, code: string, budget = Number.POSITIVE_INFINITY): Promise<number> {
  await Bun.write(join(dist, name), code);
  const gzip = gzipSync(code, { level: 9 }).length;
  const brotli = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const verdict = budget === Number.POSITIVE_INFINITY ? "" : ` of ${budget}  ${brotli <= budget ? "ok" : "OVER BUDGET"}`;
  console.log(
    `${name.padEnd(24)} ${`${code.length}`.padStart(6)} raw ${`${gzip}`.padStart(6)} gzip ${`${brotli}`.padStart(6)} brotli${verdict}`,
  );
  return brotli;
}

/** Texts as they are sent: in the order of the English keys. */
function toLocale({ panel, form, extras }: Translation): Locale {
  const inOrder = <K extends string>(english: Record<K, string>, texts: Record<K, string>) =>
    (Object.keys(english) as K[]).map((key) => texts[key]);
  return [inOrder(en, panel), inOrder(enForm, form), inOrder(enExtras, extras)];
}

if (!Bun.argv[2]) await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const forms = await bundle("form/main.ts", "esm");
const extras = await bundle("extras/main.ts", "esm");
const panel = await bundle("panel/main.ts", "esm");
const locales = Object.entries(TRANSLATIONS).map(([language, texts]) => [language, JSON.stringify(toLocale(texts))] as const);
// What belongs together has names that end alike: a panel finds no file of another build beside it.
const hash = hashOf(JSON.stringify([panel, forms, extras, locales]));
const panelFile = `panel-${hash}.js`;
const loader = await bundle("loader/main.ts", "iife", { PANEL_FILE: JSON.stringify(panelFile) });
const sizes = {
  loader: await emit("widget.js", loader, BUDGET.loader),
  panel: await emit(panelFile, panel, BUDGET.panel),
  forms: await emit(`forms-${hash}.js`, forms),
  extras: await emit(`extras-${hash}.js`, extras),
};
const localeSizes: number[] = [];
for (const [language, text] of locales) localeSizes.push(await emit(`i18n/${language}-${hash}.json`, text));
await cp(join(root, "demo"), join(dist, "demo"), { recursive: true, filter: (path) => !path.endsWith(".ts") });
await Bun.write(join(dist, "demo/live.js"), await bundle("../demo/live.ts", "esm"));
const everything = sizes.loader + sizes.panel + sizes.forms + sizes.extras + Math.max(...localeSizes);
console.log(`everything, with the largest language: ${everything} brotli of ${BUDGET.everything}`);
if (sizes.loader > BUDGET.loader || sizes.panel > BUDGET.panel) process.exit(1);
