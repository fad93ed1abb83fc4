/** Fails when a relative link in a Markdown file leads nowhere, or to a heading that is not there. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const root = join(import.meta.dir, "..");
const headings = new Map<string, Set<string>>();
const broken: string[] = [];

for (const file of markdownFiles()) {
  const lines = (await read(file)).split("\n");
  for (const [index, line] of lines.entries()) {
    for (const target of linksOf(line)) {
      const problem = await problemOf(file, target);
      if (problem) broken.push(`${file}:${index + 1}: ${target} (${problem})`);
    }
  }
}

for (const line of broken) console.error(line);
console.log(broken.length === 0 ? "Every link in the documents leads somewhere." : `${broken.length} broken links.`);
process.exit(broken.length === 0 ? 0 : 1);

function markdownFiles(): string[] {
  const listed = Bun.spawnSync(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root });
  const scan = (pattern: string) => [...new Bun.Glob(pattern).scanSync({ cwd: root, dot: false })];
  const files = listed.success
    ? listed.stdout.toString().trim().split("\n")
    : [...scan("*.md"), ...scan("docs/**/*.md"), ...scan("deploy/**/*.md")];
  return files.filter((file) => file && !file.includes("node_modules/") && existsSync(join(root, file)));
}

/** Code is taken out, line numbers kept: a link shown as code is no link. */
async function read(file: string): Promise<string> {
  const text = await Bun.file(join(root, file)).text();
  return text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, (block) => block.replace(/[^\n]/g, ""))
    .replace(/`[^`\n]*`/g, (code) => (code.includes("](") ? "" : code));
}

function linksOf(line: string): string[] {
  const inline = [...line.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const defined = [...line.matchAll(/^\s*\[[^\]]+\]:\s*<?(\S+?)>?$/g)];
  const images = [...line.matchAll(/<(?:img|a|source)\s[^>]*?(?:src|href|srcset)="([^"\s]+)"/g)];
  return [...inline, ...defined, ...images].flatMap(([, target]) => (target && !/^[a-z][a-z+.-]*:|^\/\//i.test(target) ? [target] : []));
}

async function problemOf(file: string, target: string): Promise<string | undefined> {
  const [path = "", anchor] = target.split("#");
  const found = path === "" ? file : relative(root, join(root, path.startsWith("/") ? "." : dirname(file), decodeURIComponent(path)));
  if (!existsSync(join(root, found))) return "no such file";
  if (!anchor || !found.endsWith(".md") || statSync(join(root, found)).isDirectory()) return undefined;
  return (await headingsOf(found)).has(decodeURIComponent(anchor).toLowerCase()) ? undefined : "no such heading";
}

/** Anchors as GitHub makes them: lower case, punctuation dropped, spaces to hyphens, repeats numbered. */
async function headingsOf(file: string): Promise<Set<string>> {
  const known = headings.get(file);
  if (known) return known;
  const anchors = new Set<string>();
  const text = await read(file);
  for (const [, title = ""] of text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const slug = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
      .replace(/\s/g, "-");
    let unique = slug;
    for (let repeat = 1; anchors.has(unique); repeat++) unique = `${slug}-${repeat}`;
    anchors.add(unique);
  }
  for (const [, id = ""] of text.matchAll(/<[a-z]+[^>]*\s(?:id|name)="([^"]+)"/gi)) anchors.add(id.toLowerCase());
  headings.set(file, anchors);
  return anchors;
}
