import { el } from "../dom";

const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;

/** Text as nodes: links can be followed, everything else stays text. */
export function textNodes(text: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const start = match.index ?? 0;
    nodes.push(text.slice(end, start), el("a", { href: match[0], target: "_blank", rel: "noopener noreferrer nofollow ugc" }, match[0]));
    end = start + match[0].length;
  }
  return [...nodes, text.slice(end)];
}
