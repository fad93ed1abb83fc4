/** Fails when a generated file is not what its source gives now. */
import { generatedFiles } from "./generated-files";

const stale: string[] = [];
for (const { path, file, text } of generatedFiles()) {
  const held = Bun.file(file);
  if (!(await held.exists()) || (await held.text()) !== text) stale.push(path);
}

for (const path of stale) console.error(`${path} is not what its source gives: bun run generate`);
console.log(stale.length === 0 ? "Every generated file is what its source gives." : `${stale.length} generated files are out of date.`);
process.exit(stale.length === 0 ? 0 : 1);
