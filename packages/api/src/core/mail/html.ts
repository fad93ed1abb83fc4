const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as HTML that shows it and means nothing else, in attributes too. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** What somebody wrote, with its line breaks. */
export const writtenHtml = (text: string): string =>
  `<p dir="auto" style="white-space:pre-wrap;overflow-wrap:anywhere;margin:4px 0 16px">${escapeHtml(text)}</p>`;

export const linkHtml = (url: string, text: string): string => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;

/** A whole mail: what programs for mail understand, and no picture, font or style that is loaded. */
export const pageHtml = (parts: string[]): string =>
  `<!doctype html><html><body style="font:15px/1.5 sans-serif;max-width:640px">${parts.join("\n")}</body></html>`;
