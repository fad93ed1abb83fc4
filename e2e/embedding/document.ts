import { join } from "node:path";
import { parseDocument } from "../contract/document";

export const root = join(import.meta.dir, "../..");

/** docs/embedding.md as it is published. */
export const markdown = await Bun.file(join(root, "docs/embedding.md")).text();
const { example } = parseDocument(markdown);

/** An example as it stands there. @throws Error naming what is missing */
export function textOf(name: string): string {
  const found = example.get(name);
  if (!found) throw new Error(`docs/embedding.md has no example=${name}`);
  return found.text;
}
