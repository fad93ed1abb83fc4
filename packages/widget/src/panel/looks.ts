import { el } from "../borrowed";
import type { ChatState } from "../protocol/state";
import type { Line } from "../protocol/transcript";

/** How lines and places in line are shown: text and its addresses at first, everything else as soon as the extras are there. */
export interface Looks {
  content(line: Line): (Node | string)[];
  /** What stands under a line. */
  below(line: Line): Node[];
  /** What is said of a chat that waits, or does not go on. */
  status(state: ChatState): string;
}

export const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]*_`])/;

export const link = (href: string, ...label: (Node | string)[]) =>
  el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, ...label);

/** Text as nodes: addresses can be followed, everything else stays text. */
export const plainNodes = (text: string): (Node | string)[] =>
  text.split(ADDRESS).map((part, index) => (index % 2 ? link(part, part) : part));
