export type TextPart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

const CANDIDATE = /\b(?:https?:\/\/|mailto:)[^\s<>"'`]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/gi;
const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** Splits a message into plain text and links. Only http(s) and mailto become links; every character of the input is kept, in order. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = trimTrailing(match[0]);
    const href = hrefOf(shown);
    if (!href) continue;
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    parts.push({ kind: "link", text: shown, href });
    end = match.index + shown.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

/** A sentence's own punctuation is not part of its link; a bracket is, when it was opened inside. */
function trimTrailing(candidate: string): string {
  let shown = candidate.replace(/[.,;:!?*_~]+$/, "");
  while (/[)\]}]$/.test(shown)) {
    const close = shown.slice(-1);
    const open = { ")": "(", "]": "[", "}": "{" }[close] ?? "";
    if (shown.split(open).length >= shown.split(close).length) break;
    shown = shown.slice(0, -1).replace(/[.,;:!?*_~]+$/, "");
  }
  return shown;
}

function hrefOf(shown: string): string | null {
  const candidate = /^(?:https?:|mailto:)/i.test(shown) ? shown : `mailto:${shown}`;
  try {
    const url = new URL(candidate);
    return SAFE_SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
