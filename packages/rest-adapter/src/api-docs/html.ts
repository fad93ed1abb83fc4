const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** Markup that is safe to put into a page as it is. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | false | null | undefined | Part[];

function render(part: Part): string {
  if (Array.isArray(part)) return part.map(render).join("");
  if (part instanceof Html) return part.markup;
  return part === false || part === null || part === undefined ? "" : escapeHtml(String(part));
}

/** Markup with its values escaped, but for those that are markup themselves. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(strings.reduce((markup, string, index) => markup + render(parts[index - 1]) + string));

/** Text whose `code` is shown as such. */
export const prose = (text: string): Html[] =>
  text.split("`").map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`));
