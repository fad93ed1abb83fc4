import { el } from "../borrowed";
import { ADDRESS, link, plainNodes } from "../panel/looks";

/** Code, bold, two ways of italics, a named link. */
const MARKS = /`([^`\n]+)`|\*\*(\S.*?)\*\*|\B\*([^\s*].*?)\*\B|\b_([^_\n]+)_\b|\[([^\]\n]+)\]\(((?:https?:|mailto:|tel:)[^\s)]+)\)/;
/** Each is looked for in this order, from the left: marks within an address are none. */
const INLINE = new RegExp(`${MARKS.source}|${ADDRESS.source}`);
const ITEM = /^ {0,3}(?:[-*•]|(\d{1,4})[.)]) +(.+)$/;

type Part = Node | string;

/** One line. Marks without a partner stay as they are. */
function inline(text: string): Part[] {
  const found = INLINE.exec(text);
  if (!found) return plainNodes(text);
  const [all, code, bold, italic, slanted, label, named, address = named] = found;
  const node = code
    ? el("code", {}, code)
    : address
      ? link(address, label ?? address)
      : el(bold ? "b" : "i", {}, ...inline((bold ?? italic ?? slanted) as string));
  return [...inline(text.slice(0, found.index)), node, ...inline(text.slice(found.index + all.length))];
}

/** Text as nodes: emphasis, code, lists and links that can be followed; everything else stays text. */
export function textNodes(text: string): Part[] {
  const nodes: Part[] = [];
  let list: HTMLElement | undefined;
  text.split("\n").forEach((line, index) => {
    const [, number, item] = ITEM.exec(line) ?? [];
    if (item) {
      if (!list || list.matches("ol") === !number) {
        list = el(number ? "ol" : "ul", { start: number });
        nodes.push(list);
      }
      list.append(el("li", {}, ...inline(item)));
    } else {
      // A list ends its line by itself.
      nodes.push(index && !list ? "\n" : "", ...inline(line));
      list = undefined;
    }
  });
  return nodes;
}
