import { el } from "../borrowed";
import { type Looks, link, plainNodes } from "../panel/looks";
import { fileNode } from "./file";
import type { ExtrasHost } from "./main";
import { placeText } from "./place";
import { textNodes } from "./text";

/** Lines with all that can be in them, and places in line. */
export function createLooks(given: ExtrasHost): Looks {
  const { panel, strings } = given;
  return {
    content: ({ file, from, text }) => (file ? [fileNode(file, panel.lang)] : from === "visitor" ? plainNodes(text) : textNodes(text)),
    below({ source }) {
      if (!source) return [];
      const [before = "", after = ""] = strings.source.split("{name}");
      return [
        el("p", { class: "foot", dir: "auto" }, before, el("bdi", {}, source.url ? link(source.url, source.title) : source.title), after),
      ];
    },
    place: ({ isStaffed, position, estimatedWait }) =>
      !isStaffed
        ? strings.nobody
        : position > 1
          ? placeText(position, estimatedWait, strings, panel.lang)
          : position
            ? strings.next
            : strings.soon,
  };
}
