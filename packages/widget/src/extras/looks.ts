import { el } from "../borrowed";
import { eventText } from "../i18n/event-text";
import { type Looks, link, plainNodes } from "../panel/looks";
import { fileNode } from "./file";
import type { ExtrasHost } from "./main";
import { placeText } from "./place";
import { textNodes } from "./text";

/** Lines with all that can be in them, and places in line. */
export function createLooks(given: ExtrasHost): Looks {
  const { panel, strings } = given;
  return {
    content(line) {
      const { file, from, text } = line;
      if (file) return [fileNode(file, panel.lang)];
      if (from === "event") return [eventText(line, strings, panel.agent)];
      return from === "visitor" ? plainNodes(text) : textNodes(text);
    },
    below({ source }) {
      if (!source) return [];
      const [before = "", after = ""] = strings.source.split("{name}");
      return [
        el(
          "p",
          { class: "foot", dir: "auto" },
          before,
          el("bdi", {}, /^https?:/.test(source.url ?? "") ? link(`${source.url}`, source.title) : source.title),
          after,
        ),
      ];
    },
    status: ({ link, mode, isStaffed, position, estimatedWait }) =>
      link === "refused"
        ? strings.refused
        : mode === "closed"
          ? strings.closedHint
          : !isStaffed
            ? strings.nobody
            : position > 1
              ? placeText(position, estimatedWait, strings, panel.lang)
              : position
                ? strings.next
                : strings.soon,
  };
}
