import { type Html, html } from "./html";

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?)/g;

/** JSON with its keys, texts and figures told apart. */
export function jsonCode(value: unknown): Html {
  const text = JSON.stringify(value, null, 2);
  const parts: Html[] = [];
  let last = 0;
  for (const { 0: whole, 1: string, 2: colon, 3: word, index } of text.matchAll(TOKEN)) {
    const kind = colon ? "key" : string ? "text" : word ? "word" : "figure";
    parts.push(html`${text.slice(last, index)}<span class="json-${kind}">${string ?? whole}</span>${colon}`);
    last = index + whole.length;
  }
  return html`${parts}${text.slice(last)}`;
}

/** A block of code under its title, with a button that copies it. */
export function codeBlock(title: Html | string, code: Html | string, className = ""): Html {
  return html`<figure class="code ${className}">
<figcaption>${title}<button type="button" class="copy" hidden>Copy</button></figcaption>
<pre tabindex="0"><code>${code}</code></pre>
</figure>`;
}
