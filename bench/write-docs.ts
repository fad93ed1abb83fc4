import { markdownTable, type Section } from "./table";

const DOCUMENT = new URL("../docs/performance.md", import.meta.url).pathname;
const START = "<!-- figures: script/bench --write-docs -->";
const END = "<!-- /figures -->";

/** Puts the figures of this run between the two marks of the document. @throws Error when the marks are gone */
export async function writeDocs(machine: string, sections: Section[]): Promise<void> {
  const text = await Bun.file(DOCUMENT).text();
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start) throw new Error(`${DOCUMENT} has lost the marks ${START} and ${END}`);
  const day = new Date().toISOString().slice(0, 10);
  const figures = [`Measured on ${day}: ${machine}.`, "", ...sections.map(markdownTable)].join("\n");
  await Bun.write(DOCUMENT, `${text.slice(0, start)}${START}\n\n${figures}\n${text.slice(end)}`);
}
