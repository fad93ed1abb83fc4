import { el } from "../borrowed";
import type { Strings } from "../i18n/en";
import type { ChatState } from "../protocol/state";
import type { Line } from "../protocol/transcript";
import { createLine } from "./line";
import type { Looks } from "./looks";
import type { ViewActions, ViewConfig } from "./view";

/** A reader this near to the end, in pixels, is taken along with new lines. */
const NEAR_END = 80;

/** The conversation. Lines are added and changed, never rebuilt: a screen reader hears each once. */
export function createLog(config: ViewConfig, strings: Strings, looks: Looks, actions: ViewActions) {
  const drawn = new Map<string, ReturnType<typeof createLine>>();
  const welcome: Line = {
    key: "welcome",
    id: 0,
    from: "assistant",
    name: null,
    text: `${config.welcomeMessage}`,
    at: "",
    state: "sent",
  };
  const list = el("div", { class: "lines", role: "log", "aria-label": strings.log, tabindex: 0 });
  const root = el("div", { class: "log" }, list);
  let firstKey = "";

  const isNearEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
  const toEnd = () => {
    list.scrollTop = list.scrollHeight;
    missed(false);
  };
  const missed = (isMissed: boolean) => root.classList.toggle("missed", isMissed);

  const draw = (lines: Line[]): Line | undefined => {
    const wanted = new Set(lines.map((line) => line.key));
    for (const [key, line] of drawn)
      if (!wanted.has(key)) {
        line.root.remove();
        drawn.delete(key);
      }
    let added: Line | undefined;
    let previous: Line | undefined;
    let place: ChildNode | null = list.firstChild;
    lines.forEach((line, index) => {
      let node = drawn.get(line.key);
      if (!node) {
        node = createLine(line, strings, looks, actions);
        drawn.set(line.key, node);
        added = line;
      }
      const next = lines[index + 1];
      node.render(line, previous?.from === line.from && previous.name === line.name, next?.from !== line.from);
      if (node.root === place) place = place.nextSibling;
      else list.insertBefore(node.root, place);
      previous = line;
    });
    return added;
  };

  return {
    root,
    list,
    isNearEnd,
    toEnd,
    /** Whether there is news below what is read. */
    missed,
    /** Everything is drawn anew. */
    clear() {
      for (const line of drawn.values()) line.root.remove();
      drawn.clear();
    },
    render(state: ChatState) {
      const wasNearEnd = isNearEnd();
      const below = list.scrollHeight - list.scrollTop;
      const [first] = state.lines;
      const isEarlier = drawn.has(firstKey) && first?.key !== firstKey;
      firstKey = first?.key ?? "";
      // What was said before is there to be read, not to be announced.
      list.setAttribute("aria-live", state.isReplaying || isEarlier || !drawn.size ? "off" : "polite");
      const lines = welcome.text.trim() && !state.hasEarlier ? [welcome, ...state.lines] : state.lines;
      const added = draw(lines);
      // Lines above those that are read push nothing.
      if (isEarlier) list.scrollTop = list.scrollHeight - below;
      else if (wasNearEnd || added?.from === "visitor") toEnd();
      else if (added) missed(true);
    },
  };
}
