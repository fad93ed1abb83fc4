import { el } from "../dom";

const LINK = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/;

/** Text cut into plain pieces and addresses that can be followed: every second piece is an address. */
export const linkParts = (text: string): (string | { href: string })[] =>
  text.split(LINK).flatMap((part, index) => (index % 2 ? { href: part } : part || []));

/** Text as nodes: links can be followed, everything else stays text. */
export const textNodes = (text: string): (Node | string)[] =>
  linkParts(text).map((part) =>
    typeof part === "string" ? part : el("a", { href: part.href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, part.href),
  );
