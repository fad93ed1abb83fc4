/** Fails when the linter lets a forbidden import pass, or refuses a welcome one: the rules are tried on files in a folder of their own. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FORBIDDEN, WELCOME } from "./lint/import-cases";

const root = join(import.meta.dir, "..");
const folder = await mkdtemp(join(tmpdir(), "chat-import-rules-"));
const faults: string[] = [];

try {
  await cp(join(root, "biome.json"), join(folder, "biome.json"));
  await cp(join(root, "script/lint"), join(folder, "script/lint"), { recursive: true });
  const cases = [...FORBIDDEN, ...WELCOME.map(([place, code]) => [place, code, null] as const)];
  const named = cases.map(([place, code, rule], index) => ({ file: `${place}/case-${index}.ts`, code, rule }));
  for (const { file, code } of named) await Bun.write(join(folder, file), `${code}\n`);

  const told = await lint();
  const own = new Set(named.map(({ file }) => file));
  for (const { file, message } of told) if (!own.has(file)) faults.push(`${file}: ${message}`);
  for (const { file, code, rule } of named) {
    const messages = told.filter((diagnostic) => diagnostic.file === file).map((diagnostic) => diagnostic.message);
    if (rule === null && messages.length > 0) faults.push(`${file}: ${code} is welcome, and was refused: ${messages.join(" ")}`);
    if (rule !== null && !messages.some((message) => message.includes(rule))) faults.push(`${file}: ${code} passes (expected: ${rule})`);
  }
  for (const fault of faults) console.error(fault);
  console.log(
    faults.length === 0
      ? `The import rules refuse ${FORBIDDEN.length} forbidden imports of ${FORBIDDEN.length}.`
      : `${faults.length} faults.`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(faults.length === 0 ? 0 : 1);

/** What the linter says of imports, by file. The other rules have nothing to say about a file of one line. */
async function lint(): Promise<{ file: string; message: string }[]> {
  const biome = Bun.spawn(
    [join(root, "node_modules/.bin/biome"), "lint", "--vcs-enabled=false", "--max-diagnostics=none", "--reporter=rdjson", "."],
    { cwd: folder, stdout: "pipe", stderr: "pipe" },
  );
  const [output, errors] = await Promise.all([new Response(biome.stdout).text(), new Response(biome.stderr).text()]);
  if (!output.trim()) throw new Error(`the linter said nothing:\n${errors}`);
  const { diagnostics } = JSON.parse(output) as { diagnostics: { message: string; location?: { path: string } }[] };
  return diagnostics.map(({ message, location }) => ({ file: location?.path ?? "the linter itself", message }));
}
